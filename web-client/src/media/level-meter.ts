/**
 * How loud a microphone is, as a number for a meter: 0 is silence, 1 the loudest that can be sent.
 */
const everyMs = 50;
/** What counts as silence, in decibels below the loudest. */
const floorDb = -60;

/** RMS of samples in −1…1 on a scale of decibels, 0…1. */
export function levelOf(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample ** 2;
  const rms = Math.sqrt(sum / Math.max(samples.length, 1));
  if (rms === 0) return 0;
  const db = 20 * Math.log10(rms);
  return Math.min(1, Math.max(0, 1 - db / floorDb));
}

/** Measures the track some twenty times a second until stopped. */
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
