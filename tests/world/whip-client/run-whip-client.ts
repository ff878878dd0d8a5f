/**
 * Debian's `whip-client` (Meetecho's Simple WHIP Client on GStreamer): an encoder that we did not write.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface WhipClient {
  /** What it wrote. */
  readonly output: () => string;
  /** Ends it as Ctrl-C does; it says goodbye. */
  stop(): Promise<void>;
}

/** Pictures as its encoders are asked for them. */
export const encoders = {
  VP8: 'vp8enc deadline=1 keyframe-max-dist=50 ! rtpvp8pay pt=96',
  H264:
    'x264enc tune=zerolatency speed-preset=ultrafast key-int-max=50 ! video/x-h264,profile=constrained-baseline ! ' +
    'rtph264pay pt=96 config-interval=1 aggregate-mode=zero-latency',
} as const;

const sound =
  'audiotestsrc is-live=true ! audioconvert ! audioresample ! queue ! opusenc ! rtpopuspay pt=100 ! queue ! ' +
  'application/x-rtp,media=audio,encoding-name=OPUS,payload=100';
const picture =
  'videotestsrc is-live=true pattern=ball ! video/x-raw,width=640,height=360,framerate=25/1 ! videoconvert ! queue';

/** Undefined where it can run; else why it cannot. */
export function whipClientMissing(): string | undefined {
  if (spawnSync('whip-client', ['--help'], { stdio: 'ignore' }).status !== 0) return 'whip-client is not installed';
  return spawnSync('cc', ['--version'], { stdio: 'ignore' }).status === 0 ? undefined : 'there is no C compiler';
}

/** Sends a test picture and sound. */
export function runWhipClient(url: string, key: string, codec: keyof typeof encoders): WhipClient {
  const folder = mkdtempSync(join(tmpdir(), 'busker-whip-'));
  const source = new URL('no-upnp.c', import.meta.url).pathname;
  const library = join(folder, 'libgupnp-igd-1.0.so.4');
  execFileSync('cc', ['-shared', '-fPIC', '-Wl,-soname,libgupnp-igd-1.0.so.4', '-o', library, source]);
  const sent = `application/x-rtp,media=video,encoding-name=${codec},payload=96`;
  const args = ['-u', url, '-t', key, '-A', sound, '-V', `${picture} ! ${encoders[codec]} ! queue ! ${sent}`];
  const child = spawn('whip-client', args, { env: { ...process.env, LD_LIBRARY_PATH: folder } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(child, 'exit');
  return {
    output: () => output,
    async stop() {
      child.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
