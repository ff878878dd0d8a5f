/** What tips refuse, in words for the person. */
import { tokensText, unitsOf } from '#kernel/money.ts';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import type { PricePolicy } from '#protocol/http/economy.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';

/** NOT_FOUND: nobody can be given anything there. */
export const noSuchTarget = (what: 'stream' | 'call' | 'performer'): CodedRefusal =>
  refusal('NOT_FOUND', `There is no such ${what}.`);

/** STREAM_NOT_LIVE: it has not begun, or it is over. */
export const notLive = (): CodedRefusal => refusal('STREAM_NOT_LIVE', 'This stream is not live right now.');

/** SELF_TIP */
export const selfTip = (): CodedRefusal => refusal('SELF_TIP', 'You cannot tip yourself.');

/** INSUFFICIENT_FUNDS. @param available in ledger units @param pack what would be enough; null: no list says */
export const insufficientFunds = (
  required: number,
  available: bigint,
  pack: PricePolicy['packs'][number] | null,
): CodedRefusal =>
  refusal('INSUFFICIENT_FUNDS', 'You do not have enough tokens for this tip.', {
    ...{ required: tokensText(unitsOf(required)), available: tokensText(available), suggestedPackage: pack },
  });

/** IDEMPOTENCY_CONFLICT */
export const keyReused = (): CodedRefusal =>
  refusal('IDEMPOTENCY_CONFLICT', 'This Idempotency-Key was used for another tip.');

/** SPENDING_LIMIT. @param why as the database says it: `why`, and until when or how much */
export const spendingLimit = (why: Readonly<Record<string, unknown>>): CodedRefusal => {
  const sentences: Readonly<Record<string, string>> = {
    excluded: 'You have excluded yourself from spending.',
    cool_off: 'You have put spending on pause.',
  };
  return refusal('SPENDING_LIMIT', sentences[String(why.why)] ?? 'This is more than you allow yourself to spend.', why);
};

/** CONTENT_BLOCKED: nothing was charged, nothing of the words is kept. */
export const contentBlocked = (reasons: readonly WordingReason[]): CodedRefusal =>
  refusal('CONTENT_BLOCKED', 'This cannot be said with a tip. Nothing was charged.', { reasons: [...reasons] });

/** CONFLICT: the menu was changed meanwhile. */
export const notOnMenu = (): CodedRefusal =>
  refusal('CONFLICT', 'The tip menu has changed. Please choose again.', { menu: 'changed' });

/** CONFLICT: it costs more than is given. @param tokens what it costs */
export const costsMore = (tokens: number): CodedRefusal =>
  refusal('CONFLICT', `This costs ${tokens} tokens.`, { menu: 'costs_more', price: String(tokens) });

/** VALIDATION_FAILED: no place in a list. */
export const noSuchPlace = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'This is no place in the list.', {
    issues: [{ path: 'before', message: 'was not given out' }],
  });

/** VALIDATION_FAILED: a file holds a year at most. */
export const longerThanYear = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'A file holds at most a year.', {
    issues: [{ path: 'from', message: 'more than a year before the end' }],
  });

/** NOT_FOUND: no message of such a tip waits, or waited, for who asks. */
export const noSuchMessage = (): CodedRefusal => refusal('NOT_FOUND', 'No such message waits here.');

/** CONFLICT: a message is decided once; the facts say how it was. */
export const alreadyJudged = (verdict: 'release' | 'remove'): CodedRefusal =>
  refusal('CONFLICT', 'This message was decided already.', { verdict });

/** UNAUTHENTICATED: what is decided is decided by somebody. */
export const signInFirst = (): CodedRefusal => refusal('UNAUTHENTICATED', 'Please sign in.');

/** NOT_FOUND: the address was never given out, or does not work any more. */
export const noSuchOverlay = (): CodedRefusal => refusal('NOT_FOUND', 'This overlay address does not work (any more).');

/** VALIDATION_FAILED: how far a page has read is said in our words only. */
export const noSuchCursor = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'This is no cursor of an overlay.', {
    issues: [{ path: 'after', message: 'was not given out' }],
  });

/** OVERLOADED: more wait than can be served, or a wallet is taken for long. Nothing was charged. */
export const tooManyTips = (): CodedRefusal =>
  refusal('OVERLOADED', 'This cannot be done right now. Please try again in a moment.', { retryAfterSeconds: 5 });
