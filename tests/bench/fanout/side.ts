/**
 * What is measured: a camera, the workers that carry it, and where viewers come in.
 */
import type { CrowdPlan } from '../../load/crowd-words.ts';
import { stampedFrame } from '../../load/packet-time.ts';
import type { Camera } from '../../world/media-publisher.ts';

export interface FanoutSide {
  readonly name: 'bare' | 'one worker' | 'all workers';
  /** Where viewers come in. */
  readonly door: Pick<CrowdPlan, 'url' | 'rooms' | 'bare'>;
  /** Pids of the media workers. */
  workers(): number[];
  /** Pids of everything that serves, the workers among them. */
  processes(): number[];
  /** Key frames the camera was asked for so far: the layer, and when by this process's clock. */
  plis(): readonly { readonly layer: number; readonly atMs: number }[];
  close(): Promise<void>;
}

/** Packets that all viewers together receive in a second: about what the receivers of a machine of two cores can bear. */
export const packetsPerSecond = 8_000;
const bytes = { best: 1_100, others: 200 };

/** Milliseconds from one packet to the next of the layer that viewers receive. */
function everyMsFor(viewers: number): number {
  return Math.max(20, Math.ceil((viewers * 1_000) / packetsPerSecond));
}

/** Packets a second that so many viewers are sent together. */
export function expectedRate(viewers: number): number {
  return (viewers * 1_000) / everyMsFor(viewers);
}

/** Three layers, of which viewers receive the best, a packet each so often; packets know when they were made. */
export function cameraOf(viewers: number): Camera {
  return { everyMs: everyMsFor(viewers), frame: (layer) => stampedFrame(layer === 2 ? bytes.best : bytes.others) };
}
