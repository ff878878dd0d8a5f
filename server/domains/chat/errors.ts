/** What chat refuses, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';

/** NOT_FOUND: no such line in this room, or it is gone. */
export const noSuchLine = (): CodedRefusal => refusal('NOT_FOUND', 'This line is not there any more.');

/** CONFLICT: this key was used for a line with other words. */
export const keyUsed = (): CodedRefusal => refusal('CONFLICT', 'Something else was said under this key.');

/** CONFLICT: a held line is decided once; the facts say how it was. */
export const alreadyJudged = (verdict: 'release' | 'remove'): CodedRefusal =>
  refusal('CONFLICT', 'This line was decided already.', { verdict });

/** CONTENT_BLOCKED: it may not be said; the facts say why. Nothing of it is kept. */
export const contentBlocked = (reasons: readonly WordingReason[]): CodedRefusal =>
  refusal('CONTENT_BLOCKED', 'This cannot be said here.', { reasons: [...reasons] });

/** CONFLICT: said with rights that were taken in the same moment; it is judged as anybody's when it is said again. */
export const rightsChanged = (): CodedRefusal =>
  refusal('CONFLICT', 'You do not moderate here any more. Please say it again.');

/** SLOW_MODE: the pause between two lines is not over. @param retryAfterSeconds 1 or more */
export const slowMode = (retryAfterSeconds: number): CodedRefusal =>
  refusal('SLOW_MODE', 'This chat is in slow mode. Please wait a moment.', { retryAfterSeconds });

/** FOLLOWERS_ONLY: only those who follow the performer write here. */
export const followersOnly = (): CodedRefusal => refusal('FOLLOWERS_ONLY', 'Only followers can write in this chat.');

/** FORBIDDEN: another's line is taken away by those who moderate. */
export const notYourLine = (): CodedRefusal => refusal('FORBIDDEN', 'Only those who moderate may take this line away.');

/** FORBIDDEN: moderators are appointed by the performer. */
export const performersOnly = (): CodedRefusal => refusal('FORBIDDEN', 'Only the performer appoints moderators.');

/** UNAUTHENTICATED: chat is read by everybody and written by those who signed in. */
export const signInFirst = (): CodedRefusal => refusal('UNAUTHENTICATED', 'Please sign in.');

/** OVERLOADED: as many lines wait to be stored as may wait. */
export const tooManyLines = (): CodedRefusal =>
  refusal('OVERLOADED', 'This cannot be said right now. Please try again in a moment.', { retryAfterSeconds: 1 });
