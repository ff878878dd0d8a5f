/**
 * Measures how loud a microphone is, for a meter.
 */
import { levelOf } from './level.ts';

const everyMs = 50;

/** Measures the track twenty times a second until stopped; levels as `levelOf` gives them. */
export function measureLevel(track: MediaStreamTrack, onLevel: (level: number) => void): () => void {
  const context = new AudioContext({ latencyHint: 'interactive' });
  const analyser = new AnalyserNode(context, { fftSize: 1024 });
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(levelOf(samples));
  }, everyMs);
  // A context made before the first gesture waits for one; the meter starts then by itself.
  const wake = (): void => void context.resume();
  if (context.state === 'suspended') document.addEventListener('pointerdown', wake, { once: true });
  return () => {
    clearInterval(timer);
    document.removeEventListener('pointerdown', wake);
    void context.close();
  };
}
