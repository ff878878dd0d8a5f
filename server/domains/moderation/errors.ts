/**
 * The refusals of moderation.
 */
import { refusal } from '#protocol/errors.ts';

/** There is no such room. */
export const noSuchRoom = () => refusal('NOT_FOUND', 'There is no such room.');

/** What is over needs no moderation. */
export const notOnAir = () => refusal('STREAM_NOT_LIVE', 'This show is not on air.');

/** Nobody judges their own show. */
export const ownShow = () => refusal('FORBIDDEN', 'Somebody else moderates your own show.');
