/** What channels refuse, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';

/** BANNED: shut out of a performer's channel for good, its chat and its rooms. */
export const banned = (reason: string | null): CodedRefusal =>
  refusal('BANNED', 'You were shut out of this channel.', { until: null, reason });

/** TIMED_OUT_OF_CHAT: silenced for a while; the facts say until when. */
export const timedOut = ({ until, reason }: ChatMute): CodedRefusal =>
  refusal('TIMED_OUT_OF_CHAT', 'You cannot write in this chat for a while.', { until, reason });

/** NOT_FOUND: nobody is called so, or they are not here any more. */
export const nobody = (): CodedRefusal => refusal('NOT_FOUND', 'There is no such person.');

/** OWN_ACCOUNT: neither appointing nor silencing is for oneself. */
export const notOneself = (): CodedRefusal => refusal('OWN_ACCOUNT', 'This cannot be done to yourself.');

/** FORBIDDEN: the performer and staff are silenced by nobody here, moderators only by the performer and by staff. */
export const outOfReach = (): CodedRefusal => refusal('FORBIDDEN', 'This person cannot be silenced by you.');

/** FORBIDDEN: for the performer, those they appointed, and staff. */
export const moderatorsOnly = (): CodedRefusal =>
  refusal('FORBIDDEN', 'Only those who moderate this chat may do this.');

/** CONFLICT: a ban is not shortened by a timeout. */
export const alreadyBanned = (): CodedRefusal =>
  refusal('CONFLICT', 'This person is shut out already. Let them in again first.');

/** CONFLICT: whoever is silenced or shut out moderates nothing. */
export const sanctionedHere = (): CodedRefusal =>
  refusal('CONFLICT', 'This person is silenced or shut out here. Let them in again first.');

/** CONFLICT: as many as a channel takes. */
export const enoughModerators = (most: number): CodedRefusal =>
  refusal('CONFLICT', 'This channel has as many moderators as it can have.', { most });
