/**
 * The time in a packet: when it was sent, by the clock that all processes of a machine share, at the end of its payload.
 */
import { vp8KeyFrame } from '../world/rtp-packets.ts';
import { sharedNowMs } from './arrivals.ts';

const stampBytes = 8;

/** A VP8 key frame of so many bytes, at least 20, which knows when it was made. */
export function stampedFrame(bytes: number): Buffer {
  const frame = vp8KeyFrame(0, bytes);
  frame.writeDoubleBE(sharedNowMs(), frame.length - stampBytes);
  return frame;
}

/** Milliseconds since a packet with such a payload was made. */
export function packetAgeMs(packet: Buffer): number {
  return sharedNowMs() - packet.readDoubleBE(packet.length - stampBytes);
}
