/**
 * Why a tip was not given, in words that say what is missing, or when it can be given. Pure.
 */
import { tokensText } from '../../ui/amounts.ts';
import { strings } from './strings.ts';
import type { TipRefusal } from './tip-outcome.ts';
import { missingOf, tokensOf } from './tokens.ts';

const { refused: words } = strings;

/** @param balance what one has, whole tokens; undefined where it is unknown */
export function refusalWords(
  { code, message, facts, retryAfterS }: TipRefusal,
  amount: number,
  balance: string | undefined,
): string {
  if (code === 'INSUFFICIENT_FUNDS') return fundsWords(facts, amount, balance);
  if (code === 'SPENDING_LIMIT') return limitWords(message, facts);
  const known = code === null ? undefined : words.words[code];
  const sentence = known ?? message;
  return retryAfterS === null ? sentence : `${sentence} ${words.wait(retryAfterS)}`;
}

function fundsWords(facts: TipRefusal['facts'], amount: number, balance: string | undefined): string {
  const has = textOf(facts.available) ?? balance;
  if (has === undefined) return words.funds;
  const missing = missingOf(BigInt(amount), tokensOf(has));
  return missing === 0n ? words.funds : words.missing(tokensText(String(missing)));
}

/** A pause has an end; a limit has what is left of it. */
function limitWords(message: string, { until, period, limit, spent }: TipRefusal['facts']): string {
  const at = Date.parse(String(until ?? ''));
  if (!Number.isNaN(at)) return `${message} ${words.limitUntil(momentText(at))}`;
  const [most, used] = [textOf(limit), textOf(spent)];
  const span = period === 'day' || period === 'week' || period === 'month' ? words.spans[period] : undefined;
  if (most === undefined || used === undefined || span === undefined) return message || words.limit;
  const left = missingOf(tokensOf(most), tokensOf(used));
  return words.limitLeft(tokensText(most), span, tokensText(String(left)));
}

/** An amount, however the server wrote it. */
function textOf(fact: unknown): string | undefined {
  if (typeof fact === 'string' && /^\d+(\.\d+)?$/.test(fact)) return fact;
  return typeof fact === 'number' && Number.isSafeInteger(fact) ? String(fact) : undefined;
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** Day and time where the reader is. @param atMs milliseconds since 1970 */
export function momentText(atMs: number): string {
  return moment.format(atMs);
}
