/** The player as a receiver sees it: whole frames, unbroken numbers over every wrap and over the seam of the clip. */
import t from 'tap';
import { fakeClock } from '#kernel/clock.ts';
import { loadDemoClip } from '../../sfu-workers/clip/load-clip.ts';
import { type ClipKind, type PlayingClip, playClip } from '../../sfu-workers/clip/player.ts';

const clip = await loadDemoClip();
const NTP_1970 = 2_208_988_800;
const modulo = (value: number, bits: number): number => ((value % 2 ** bits) + 2 ** bits) % 2 ** bits;

type Sent = { kind: ClipKind; packet: Buffer; atMs: number };

/** Plays on a clock that only this test moves. */
function play(onSend?: (sentSoFar: number, playing: () => PlayingClip) => unknown): {
  sent: Sent[];
  playing: PlayingClip;
  runMs(ms: number): void;
  sleepMs(ms: number): void;
} {
  const clock = fakeClock(1_000_000);
  const sent: Sent[] = [];
  let next: { after: () => void; atMs: number } | undefined;
  const playing = playClip({
    clip,
    clock,
    cname: 'demo',
    ssrcs: { audio: 1111, video: 2222 },
    payloadTypes: { audio: 100, video: 101 },
    firstSequences: { audio: 65_000, video: 64_000 },
    firstTimestamps: { audio: 2 ** 32 - 480_000, video: 2 ** 32 - 900_000 },
    send: (kind, packet) => {
      sent.push({ kind, packet, atMs: clock.now() });
      onSend?.(sent.length, () => playing);
    },
    wake: (after, ms) => {
      next = { after, atMs: clock.now() + ms };
      return () => {
        next = undefined;
      };
    },
  });
  function runMs(ms: number): void {
    const untilMs = clock.now() + ms;
    while (next !== undefined && next.atMs <= untilMs) {
      clock.advance(Math.max(0, next.atMs - clock.now()));
      next.after();
    }
    clock.advance(untilMs - clock.now());
  }
  return { sent, playing, runMs, sleepMs: clock.advance };
}

const isReport = ({ packet }: Sent): boolean => packet[1] === 200;
const rtpOf = (sent: readonly Sent[], kind: ClipKind): Buffer[] =>
  sent.filter((one) => one.kind === kind && !isReport(one)).map(({ packet }) => packet);
const unbroken = (packets: readonly Buffer[]): boolean =>
  packets.every((packet, i) => packet.readUInt16BE(2) === modulo((packets[0]?.readUInt16BE(2) ?? 0) + i, 16));

t.test('two passes and a half', async (t) => {
  const { sent, playing, runMs } = play();
  runMs(100_000);
  const [audio, video] = [rtpOf(sent, 'audio'), rtpOf(sent, 'video')];
  t.ok(unbroken(audio) && unbroken(video), 'number their packets without a gap, through the wrap');
  t.equal(audio[0]?.readUInt16BE(2), 65_000, 'from the numbers they were given');
  t.ok(
    sent.every(({ packet }) => packet.length <= 12 + 1200),
    'in packets within 1200 bytes of payload',
  );
  t.same([audio[0]?.[1], video[0]?.[1]], [100, 101], 'of the agreed payload types');
  const audioSteps = new Set(
    audio.slice(1).map((packet, i) => modulo(packet.readUInt32BE(4) - (audio[i]?.readUInt32BE(4) ?? 0), 32)),
  );
  t.same([...audioSteps], [960], 'sound moves on by 960 ticks, over the seam and through the wrap as well');
  const frames = reassemble(video);
  const steps = new Set(frames.slice(1).map(({ time }, i) => modulo(time - (frames[i]?.time ?? 0), 32)));
  t.same([...steps], [3000], 'pictures by 3000');
  t.ok(
    frames.every(({ id }, i) => id === i % 32_768),
    'each with the next picture id',
  );
  t.equal(frames.length, 3000, 'there are 30 of them a second');
  t.ok(
    frames.every(({ data }, i) => clip.video.frames[i % 1200]?.data.equals(data)),
    'every frame arrives as it is in the file',
  );
  t.ok(
    audio.every((packet, i) => clip.audio.packets[i % 2000]?.data.equals(packet.subarray(12))),
    'and every sound',
  );
  t.match(
    playing.stats(),
    { resyncs: 0, positionMs: 100_000, packets: { audio: audio.length, video: video.length } },
    'and is counted',
  );
});

type Frame = { time: number; id: number; data: Buffer };

/** Frames as a receiver puts them together: from the S bit to the marker. */
function reassemble(packets: readonly Buffer[]): Frame[] {
  const frames: Frame[] = [];
  let parts: Buffer[] = [];
  for (const packet of packets) {
    if (((packet[12] ?? 0) & 0x10) !== 0) parts = [];
    parts.push(packet.subarray(16));
    if (((packet[1] ?? 0) & 0x80) === 0) continue;
    frames.push({ time: packet.readUInt32BE(4), id: packet.readUInt16BE(14) & 0x7fff, data: Buffer.concat(parts) });
  }
  return frames;
}

t.test('sender reports', async (t) => {
  const { sent, runMs } = play();
  runMs(10_000);
  const reports = sent.filter(isReport);
  t.ok(reports.length >= 20 && reports.length <= 22, 'come at once and then every second for each kind');
  const offsets = reports.map(({ kind, packet }) => {
    const wallMs = (packet.readUInt32BE(8) - NTP_1970) * 1000 + (packet.readUInt32BE(12) * 1000) / 2 ** 32;
    const [first, rate] = kind === 'video' ? [2 ** 32 - 900_000, 90] : [2 ** 32 - 480_000, 48];
    return wallMs - modulo(packet.readUInt32BE(16) - first, 32) / rate;
  });
  t.ok(
    offsets.every((ms) => Math.abs(ms - 1_000_000) < 0.05),
    'and tie both kinds to one clock: lips stay in step',
  );
  const last = sent.findLastIndex((one) => isReport(one) && one.kind === 'audio');
  t.equal(sent[last]?.packet.readUInt32BE(20), rtpOf(sent.slice(0, last), 'audio').length, 'they count what was sent');
});

t.test('after a sleep', async (t) => {
  const { sent, playing, runMs, sleepMs } = play();
  runMs(5000);
  const before = sent.length;
  sleepMs(3_600_000);
  runMs(2000);
  const [audio, video] = [rtpOf(sent, 'audio'), rtpOf(sent, 'video')];
  t.ok(unbroken(audio) && unbroken(video), 'numbers go on without a gap, so nobody asks for what was never sent');
  const resumed = sent.slice(before).filter((one) => !isReport(one));
  const key = resumed[0]?.packet;
  t.ok(resumed[0]?.kind === 'video' && ((key?.[16] ?? 1) & 1) === 0, 'the first packet begins a key frame');
  t.ok(
    modulo((key?.readUInt32BE(4) ?? 0) - (2 ** 32 - 900_000), 32) >= modulo(3_605_000 * 90, 32),
    'timestamps tell how long it slept',
  );
  t.equal(playing.stats().resyncs, 1, 'and it is counted');
});

t.test('closing', async (t) => {
  const { sent, playing, runMs } = play();
  runMs(500);
  playing.close();
  playing.close();
  const before = sent.length;
  runMs(5000);
  t.equal(sent.length, before, 'ends the sending, and may be done twice');
});

t.test('closing from within the sending', async (t) => {
  const { sent, runMs } = play((sentSoFar, playing) => sentSoFar === 200 && playing().close());
  runMs(10_000);
  t.equal(sent.length, 200, 'ends it with that very packet');
});
