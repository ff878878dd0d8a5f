/**
 * Takes the place of camera and microphone before a page's own scripts run: a canvas of 640 × 360 with a time code, 30
 * times a second, and a steady tone. Everything behind `getUserMedia` stays the page's own.
 */
import { paintTimeCode } from '../../world/time-code.ts';

const width = 640;
const height = 360;
const frameMs = 1000 / 30;
/** Screens draw 60 times a second: a paint is due when the next drawing would be too late. */
const dueMs = frameMs - 8;

function openCamera(): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const brush = canvas.getContext('2d', { alpha: false });
  if (brush === null) throw new Error('This browser has no canvas to paint on.');
  let paintedMs = 0;
  const paint = (): void => {
    requestAnimationFrame(paint);
    const nowMs = performance.now();
    if (nowMs - paintedMs < dueMs) return;
    paintedMs = nowMs;
    paintStage(brush, nowMs);
    paintTimeCode(brush, width, height, performance.timeOrigin + performance.now());
  };
  paint();
  // Without a rate the stream takes every paint, at once.
  const track = canvas.captureStream().getVideoTracks()[0];
  if (track === undefined) throw new Error('The canvas gives no track.');
  return track;
}

/** Something that moves like a person does, so that the encoder has as much to do as with one. */
function paintStage(brush: CanvasRenderingContext2D, nowMs: number): void {
  const swing = Math.sin(nowMs / 400);
  const light = brush.createLinearGradient(0, 0, width, height);
  light.addColorStop(0, `hsl(${(nowMs / 40) % 360} 40% 25%)`);
  light.addColorStop(1, '#101018');
  brush.fillStyle = light;
  brush.fillRect(0, 0, width, height);
  brush.fillStyle = '#d8a47f';
  brush.beginPath();
  brush.ellipse(320 + 60 * swing, 190, 45, 60, swing / 4, 0, 2 * Math.PI);
  brush.fill();
  brush.fillStyle = '#3c5a8a';
  brush.fillRect(240 + 50 * swing, 250, 160, 110);
}

function openMicrophone(): MediaStreamTrack {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const quiet = audio.createGain();
  const destination = audio.createMediaStreamDestination();
  quiet.gain.value = 0.1;
  tone.connect(quiet).connect(destination);
  tone.start();
  const track = destination.stream.getAudioTracks()[0];
  if (track === undefined) throw new Error('The tone gives no track.');
  return track;
}

let camera: MediaStreamTrack | undefined;
let microphone: MediaStreamTrack | undefined;

/** Pages stop the tracks they were given, so each gets its own. */
async function getUserMedia({ video, audio }: MediaStreamConstraints = {}): Promise<MediaStream> {
  if (video) camera ??= openCamera();
  if (audio) microphone ??= openMicrophone();
  const wanted = [video ? camera : undefined, audio ? microphone : undefined];
  return new MediaStream(wanted.flatMap((track) => track?.clone() ?? []));
}

navigator.mediaDevices.getUserMedia = getUserMedia;
