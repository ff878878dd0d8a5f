/** Runs ffmpeg. Owns the command lines that make the clip; everything is set so that the same input gives the same bytes. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

type Ffmpeg = ChildProcessByStdio<Writable, Readable, Readable>;
const EXACT = ['-threads', '1', '-flags', '+bitexact', '-fflags', '+bitexact'];

/** Runs ffmpeg over `input` and returns what it writes to its standard output, and its log. @throws Error where it fails. */
export async function runFfmpeg(args: readonly string[], input?: Buffer): Promise<{ output: Buffer; log: string }> {
  const ffmpeg = startFfmpeg(args);
  ffmpeg.stdin.end(input);
  const [output, log] = await Promise.all([gather(ffmpeg.stdout), gather(ffmpeg.stderr), ended(ffmpeg)]);
  return { output, log: log.toString() };
}

/** Gathers PNG frames at 30 a second into a file that has lost nothing but the chroma that VP8 cannot keep. */
export function openFrames(path: string): { write(png: Buffer): Promise<void>; close(): Promise<void> } {
  const ffmpeg = startFfmpeg([
    '-y',
    '-f',
    'image2pipe',
    '-c:v',
    'png',
    '-r',
    '30',
    '-i',
    '-',
    '-pix_fmt',
    'yuv420p',
    '-c:v',
    'ffv1',
    path,
  ]);
  ffmpeg.stdout.resume();
  ffmpeg.stderr.pipe(process.stderr);
  const end = ended(ffmpeg);
  return {
    async write(png) {
      if (!ffmpeg.stdin.write(png)) await Promise.race([once(ffmpeg.stdin, 'drain'), end]);
    },
    async close() {
      ffmpeg.stdin.end();
      await end;
    },
  };
}

/** VP8 in two passes: a key frame every 15 frames and nowhere else, no hidden frames, no look-ahead. */
export async function encodeVideo(frames: string, statistics: string, kilobits: number): Promise<Buffer> {
  const common = [
    '-i',
    frames,
    ...EXACT,
    '-c:v',
    'libvpx',
    '-b:v',
    `${kilobits}k`,
    '-maxrate',
    `${kilobits * 2}k`,
    '-bufsize',
    `${kilobits}k`,
  ];
  const shape = [
    '-g',
    '15',
    '-keyint_min',
    '15',
    '-auto-alt-ref',
    '0',
    '-lag-in-frames',
    '0',
    '-error-resilient',
    'default',
  ];
  const effort = ['-deadline', 'good', '-cpu-used', '0', '-qmin', '4', '-qmax', '48', '-passlogfile', statistics];
  await runFfmpeg([...common, ...shape, ...effort, '-pass', '1', '-f', 'null', '-']);
  return (await runFfmpeg([...common, ...shape, ...effort, '-pass', '2', '-f', 'ivf', '-'])).output;
}

/** Opus at 20 ms a packet. */
export async function encodeAudio(wav: Buffer, kilobits: number): Promise<Buffer> {
  const opus = [
    '-c:a',
    'libopus',
    '-b:a',
    `${kilobits}k`,
    '-vbr',
    'on',
    '-frame_duration',
    '20',
    '-application',
    'audio',
  ];
  return (await runFfmpeg(['-f', 'wav', '-i', '-', ...EXACT, ...opus, '-f', 'ogg', '-'], wav)).output;
}

/** Integrated loudness in LUFS and true peak in dBTP. */
export async function measureLoudness(wav: Buffer): Promise<{ loudness: number; peak: number }> {
  const { log } = await runFfmpeg(
    ['-loglevel', 'info', '-f', 'wav', '-i', '-', '-af', 'ebur128=peak=true', '-f', 'null', '-'],
    wav,
  );
  const summary = log.slice(log.lastIndexOf('Summary:'));
  return {
    loudness: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]),
    peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)?.[1]),
  };
}

function startFfmpeg(args: readonly string[]): Ffmpeg {
  return spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostats', ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function ended(ffmpeg: Ffmpeg): Promise<void> {
  const [code] = (await once(ffmpeg, 'close')) as [number | null];
  if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
}

async function gather(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
