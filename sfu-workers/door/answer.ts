/**
 * What a failure looks like from outside: a closed code and a public sentence. A bug is logged and says nothing.
 */

import type { Logger } from 'pino';
import type { z } from 'zod';
import type { ControlAnswer } from '#protocol/media/control.ts';
import { ControlRefusal } from '../rooms/refusals.ts';

type Answer = z.infer<typeof ControlAnswer>;

/** The answer to request `id` that failed with `error`. */
export function refusalAnswer(log: Logger, id: number, error: unknown): Answer {
  if (error instanceof ControlRefusal) {
    return { id, ok: false, error: { error: error.code, message: error.message } };
  }
  log.error({ err: error }, 'a control request failed');
  return { id, ok: false, error: { error: 'INTERNAL', message: 'Something went wrong on the media node.' } };
}
