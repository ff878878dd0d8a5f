/** What wording refuses, in words for the person. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';

/** CONTENT_BLOCKED: a name, a title or a text about oneself that may not be shown; `reasons` says why. */
export const contentBlocked = (reasons: readonly WordingReason[]): CodedRefusal =>
  refusal('CONTENT_BLOCKED', 'This text cannot be used here. Please choose other words.', { reasons });
