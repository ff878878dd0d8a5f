/** The clip through a real mediasoup worker: what the media node will do with it, without the media node. */
import { createSocket } from 'node:dgram';
import { createWorker } from 'mediasoup';
import type { Consumer, Producer, RtpCodecParameters, Worker } from 'mediasoup/types';
import t from 'tap';
import { systemClock } from '#kernel/clock.ts';
import { loadDemoClip } from '../../sfu-workers/clip/load-clip.ts';
import { playClip } from '../../sfu-workers/clip/player.ts';
import { DESCRIPTOR_BYTES } from '../../sfu-workers/clip/vp8-payload.ts';
import { mediaWorkerBin } from '../world/media-worker.ts';

const SSRCS = { audio: 100_001, video: 100_002 };
const CODECS: Record<'audio' | 'video', RtpCodecParameters> = {
  audio: { mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 100, parameters: {}, rtcpFeedback: [] },
  video: {
    mimeType: 'video/VP8',
    clockRate: 90_000,
    payloadType: 101,
    parameters: {},
    rtcpFeedback: [{ type: 'nack' }, { type: 'nack', parameter: 'pli' }],
  },
};

/** A router with a door for the clip, and both producers behind it. */
async function publish(worker: Worker) {
  const router = await worker.createRouter({
    mediaCodecs: [
      { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2, preferredPayloadType: 100 },
      { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000, preferredPayloadType: 101 },
    ],
  });
  const ingest = await router.createPlainTransport({
    listenInfo: { protocol: 'udp', ip: '127.0.0.1' },
    rtcpMux: true,
    comedia: true,
  });
  const produce = (kind: 'audio' | 'video'): Promise<Producer> =>
    ingest.produce({
      kind,
      rtpParameters: { codecs: [CODECS[kind]], encodings: [{ ssrc: SSRCS[kind] }], rtcp: { cname: 'demo' } },
    });
  const [audio, video] = await Promise.all([produce('audio'), produce('video')]);
  return { router, ingest, audio, video };
}

/** What follows the header, to which the router has added its extensions. */
function payloadOf(packet: Buffer): Buffer {
  const extended = ((packet[0] ?? 0) & 0x10) !== 0;
  return packet.subarray(extended ? 16 + 4 * packet.readUInt16BE(14) : 12);
}

/** Resolves with the consumer's first `count` packets. */
function packetsOf(consumer: Consumer, count: number): Promise<Buffer[]> {
  const packets: Buffer[] = [];
  return new Promise((resolve) => {
    consumer.on('rtp', (packet) => {
      packets.push(Buffer.from(packet));
      if (packets.length === count) resolve(packets);
    });
  });
}

t.test('the clip played into a real router', async (t) => {
  const worker = await createWorker({ workerBin: mediaWorkerBin(), logLevel: 'warn' });
  t.teardown(() => worker.close());
  const { router, ingest, audio, video } = await publish(worker);
  const viewer = await router.createDirectTransport();
  const watch = (producer: Producer): Promise<Consumer> =>
    viewer.consume({ producerId: producer.id, rtpCapabilities: router.rtpCapabilities });
  const [heard, seen] = await Promise.all([watch(audio), watch(video)]);
  const [sounds, pictures] = [packetsOf(heard, 150), packetsOf(seen, 150)];

  const keyFrames: number[] = [];
  const reports: number[] = [];
  const startedMs = systemClock.monotonicMs();
  await video.enableTraceEvent(['keyframe', 'sr']);
  video.on('trace', ({ type }) =>
    (type === 'keyframe' ? keyFrames : reports).push(systemClock.monotonicMs() - startedMs),
  );
  const socket = createSocket('udp4');
  t.teardown(() => socket.close());
  const clip = await loadDemoClip();
  const { localPort } = ingest.tuple;
  const send = (_: string, packet: Buffer): void => socket.send(packet, localPort, '127.0.0.1');
  const playing = playClip({
    clip,
    send,
    clock: systemClock,
    ssrcs: SSRCS,
    payloadTypes: { audio: 100, video: 101 },
    cname: 'demo',
  });
  t.teardown(() => playing.close());

  const [soundPackets, picturePackets] = await Promise.all([sounds, pictures]);
  // By its time, not by its place in the row: a machine that stood still makes the player skip.
  const soundAt = (ticks: number): Buffer | undefined => clip.audio.packets[ticks / 960]?.data;
  const tookMs = systemClock.monotonicMs() - startedMs;
  t.ok(tookMs > 2900, `150 packets of sound are no burst: they take ${Math.round(tookMs)} ms`);
  t.ok(
    soundPackets.every((packet) =>
      soundAt(packet.readUInt32BE(4) - (soundPackets[0]?.readUInt32BE(4) ?? 0))?.equals(payloadOf(packet)),
    ),
    'what is heard is what is in the file',
  );
  const firstFrame = picturePackets.slice(0, 1 + picturePackets.findIndex((packet) => ((packet[1] ?? 0) & 0x80) !== 0));
  const decoded = Buffer.concat(firstFrame.map((packet) => payloadOf(packet).subarray(DESCRIPTOR_BYTES)));
  t.ok(clip.video.frames[0]?.data.equals(decoded), 'what is seen begins with the first key frame, whole');
  t.ok(keyFrames.length >= 5, `the router sees ${keyFrames.length} key frames`);
  t.ok(reports.length >= 2, `and ${reports.length} sender reports`);
  t.same([audio.score[0]?.score, video.score[0]?.score], [10, 10], 'both score 10');
  const stats = (await Promise.all([audio.getStats(), video.getStats()])).flat();
  t.ok(
    stats.every((stat) => stat.packetsLost === 0 && stat.nackCount === 0),
    'nothing is lost, nothing is asked for again',
  );
  t.comment(
    `${Math.round(stats.reduce((sum, { bitrate }) => sum + bitrate, 0) / 1000)} kbit/s, jitter ${stats.map(({ jitter }) => jitter)}`,
  );
});
