/**
 * Tries one way to a media node with real ICE checks: directly, or through one TURN server. Nothing is sent on it.
 */
import type { IceServer, TransportOffer } from '#protocol/media/rtp.ts';
import { answerSdp } from './answer-sdp.ts';

/** What came of a way that was tried. */
export interface Tried {
  readonly state: 'open' | 'shut';
  /** There and back, where it is open and the browser counts it. */
  readonly rttMs: number | undefined;
}

export interface Way {
  readonly over: readonly ('udp' | 'tcp')[];
  /** Through this one only. */
  readonly relay?: IceServer | undefined;
}

/** Chromium gives a pair of candidates up after fifteen seconds; whoever waits for a show has gone by then. */
const withinMs = 8_000;

/** Never rejects. */
export async function tryWay(transport: TransportOffer, { over, relay }: Way, signal: AbortSignal): Promise<Tried> {
  const peer = new RTCPeerConnection(
    relay === undefined ? {} : { iceServers: [{ ...relay }], iceTransportPolicy: 'relay' },
  );
  try {
    const open = connected(peer, AbortSignal.any([signal, AbortSignal.timeout(withinMs)]));
    peer.createDataChannel('way');
    await peer.setLocalDescription();
    await peer.setRemoteDescription({ type: 'answer', sdp: answerSdp(transport, over) });
    return (await open) ? { state: 'open', rttMs: await roundTrip(peer) } : { state: 'shut', rttMs: undefined };
  } catch {
    return { state: 'shut', rttMs: undefined };
  } finally {
    peer.close();
  }
}

function connected(peer: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(false), { once: true });
    peer.addEventListener('iceconnectionstatechange', () => {
      const { iceConnectionState: now } = peer;
      if (now === 'connected' || now === 'completed') resolve(true);
      if (now === 'failed') resolve(false);
    });
  });
}

async function roundTrip(peer: RTCPeerConnection): Promise<number | undefined> {
  const entries = [...(await peer.getStats()).values()] as Record<string, unknown>[];
  const times = entries
    .filter(({ type, state }) => type === 'candidate-pair' && state === 'succeeded')
    .flatMap(({ currentRoundTripTime: seconds }) => (typeof seconds === 'number' ? [seconds * 1000] : []));
  return times.length === 0 ? undefined : Math.round(Math.min(...times));
}
