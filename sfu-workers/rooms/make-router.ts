/**
 * A router as every room has it, at its origin and at its edges: all alike, so that what one can forward all can.
 */
import type { types } from 'mediasoup';
import { routerCodecs } from '#protocol/media/codecs.ts';
import type { RunningWorker } from '../workers/start-worker.ts';

const mediaCodecs: readonly types.RouterRtpCodecCapability[] = routerCodecs;

/** @throws errors.WorkerClosedError where the worker is gone */
export function makeRouter({ worker }: RunningWorker): Promise<types.Router> {
  return worker.createRouter({ mediaCodecs: [...mediaCodecs] });
}
