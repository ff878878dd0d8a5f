/**
 * The refusals a media node answers with. Their sentences may be shown to anyone: nothing internal.
 */

import type { z } from 'zod';
import { Refusal } from '#kernel/refusal.ts';
import type { ControlAnswer } from '#protocol/media/control.ts';

export type ControlErrorCode = Extract<z.infer<typeof ControlAnswer>, { ok: false }>['error']['error'];
export class ControlRefusal extends Refusal<ControlErrorCode> {}

/** The room is not open here at this media epoch: whoever asks must learn the present one, or open it. */
export function staleEpoch(): ControlRefusal {
  return new ControlRefusal('MEDIA_EPOCH_STALE', 'The room’s media was rebuilt, or is not open here.');
}

/** @param what names the thing in the singular, for example "transport". */
export function notFound(what: string): ControlRefusal {
  return new ControlRefusal('NOT_FOUND', `There is no such ${what}.`);
}

/** What was asked for cannot be sent or received. @param why one public sentence */
export function mediaRefused(why: string): ControlRefusal {
  return new ControlRefusal('MEDIA_REFUSED', why);
}

/** Another session came first. */
export function takenOver(): ControlRefusal {
  return new ControlRefusal('TAKEN_OVER', 'Another of your tabs or devices sends now.');
}

/** Nothing wrong with the request: no worker can carry it out now. */
export function mediaUnavailable(): ControlRefusal {
  return new ControlRefusal('MEDIA_UNAVAILABLE', 'Media cannot be carried at this moment. Try again.');
}

/** The room is sent under as many numberings as it may be. */
export function tooManyDialects(): ControlRefusal {
  return new ControlRefusal(
    'MEDIA_UNAVAILABLE',
    'Too many kinds of players watch this room: no other payload types can be served now. Try again later.',
  );
}

/** The request breaks the protocol. @param why one sentence that names what does not hold */
export function invalid(why: string): ControlRefusal {
  return new ControlRefusal('VALIDATION_FAILED', why);
}
