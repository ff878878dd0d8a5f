/**
 * A router as every room has it, at its origin and at its edges: all alike, so that what one can forward all can. Only the
 * payload types are others where players need them.
 */
import type { types } from 'mediasoup';
import { routerCodecs } from '#protocol/media/codecs.ts';
import type { Dialect } from '#protocol/media/dialect.ts';
import { codecsOf } from '../policy/dialects.ts';
import type { RunningWorker } from '../workers/start-worker.ts';

const mediaCodecs: readonly types.RouterRtpCodecCapability[] = routerCodecs;

/** @param dialect one that can be spoken. @throws errors.WorkerClosedError where the worker is gone */
export function makeRouter({ worker }: RunningWorker, dialect?: Dialect): Promise<types.Router> {
  return worker.createRouter({ mediaCodecs: (dialect && codecsOf(dialect)) ?? [...mediaCodecs] });
}
