/**
 * The way of a clip into a router: a UDP socket of ours on loopback, and a plain transport that listens to it alone.
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';
import type { Clip } from '../clip/load-clip.ts';
import { playClip } from '../clip/player.ts';
import { available } from './ask-worker.ts';
import type { Stage } from './stage.ts';

const loopback = '127.0.0.1';
const cname = 'clip';
const ssrcs = { audio: 0x0b_0a_00_01, video: 0x0b_0a_00_02 };
const payloadTypes = { audio: 100, video: 101 };

/** How a clip is sent, in mediasoup's terms. */
export const clipCodecs: { readonly audio: types.RtpParameters; readonly video: types.RtpParameters } = {
  audio: {
    codecs: [{ mimeType: 'audio/opus', payloadType: payloadTypes.audio, clockRate: 48_000, channels: 2 }],
    encodings: [{ ssrc: ssrcs.audio }],
    rtcp: { cname },
  },
  video: {
    codecs: [{ mimeType: 'video/VP8', payloadType: payloadTypes.video, clockRate: 90_000 }],
    encodings: [{ ssrc: ssrcs.video }],
    rtcp: { cname },
  },
};

export interface ClipSender {
  /** Where its producers belong. */
  readonly transport: types.PlainTransport;
  /** Starts sending. */
  play(clip: Clip): void;
  /** Idempotent: stops, and ends the transport with its producers. */
  close(): void;
}

/** @throws ControlRefusal MEDIA_UNAVAILABLE */
export async function openClipSender({ plainPorts, clock, log }: Stage, router: types.Router): Promise<ClipSender> {
  const socket = await bind();
  const listenInfo = { protocol: 'udp' as const, ip: loopback, portRange: { ...plainPorts } };
  const opening = available(() => router.createPlainTransport({ listenInfo, rtcpMux: true }));
  const transport = await opening.catch((error: unknown) => {
    socket.close();
    throw error;
  });
  let playing: { close(): void } | undefined;
  const close = (): void => {
    playing?.close();
    playing = undefined;
    transport.close();
  };
  transport.observer.once('close', () => {
    playing?.close();
    socket.close();
  });
  // A refused packet says that the worker is gone: its death is told elsewhere.
  socket.on('error', (error) => log.debug({ err: error }, 'the clip’s socket failed'));
  await available(() => transport.connect({ ip: loopback, port: socket.address().port }));
  const to = transport.tuple.localPort;
  const send = (_kind: string, packet: Buffer): void => {
    if (!transport.closed) socket.send(packet, to, loopback);
  };
  const play = (clip: Clip): void => {
    playing = playClip({ clip, send, clock, ssrcs, payloadTypes, cname });
  };
  return { transport, play, close };
}

async function bind(): Promise<Socket> {
  const socket = createSocket('udp4');
  socket.bind(0, loopback);
  await once(socket, 'listening');
  return socket;
}
