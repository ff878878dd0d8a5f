/**
 * The refusals of the nodes domain.
 */
import { refusal } from '#protocol/errors.ts';

/** No media node can be reached. */
export const mediaUnavailable = () =>
  refusal('MEDIA_UNAVAILABLE', 'The media server cannot be reached right now.', { retryAfterSeconds: 1 });
