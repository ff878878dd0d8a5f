/**
 * Spending limits as they are typed, and what saving them would mean. Pure.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { SpendingLimits } from '#protocol/http/wallet.ts';

export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** What one may ask for. */
export type Break = BodyOf<typeof routes.takeBreak>;

/** Whole tokens; null: no limit. */
export type Limits = Pick<SpendingLimits, 'dayTokens' | 'weekTokens' | 'monthTokens'>;
export const fieldOf = { day: 'dayTokens', week: 'weekTokens', month: 'monthTokens' } as const;

const most = 100_000_000;

/** What somebody typed: whole tokens, null where nothing stands, undefined where it is no such number. */
export function limitOf(typed: string): number | null | undefined {
  const text = typed.replaceAll(/[\s,]/g, '');
  if (text === '') return null;
  if (!/^\d{1,9}$/.test(text)) return undefined;
  const tokens = Number(text);
  return tokens > most ? undefined : tokens;
}

/** All three as typed, or which of them cannot be taken. */
export function limitsOf(typed: Readonly<Record<Period, string>>): Limits | { readonly wrong: readonly Period[] } {
  const [dayTokens, weekTokens, monthTokens] = periods.map((period) => limitOf(typed[period]));
  if (dayTokens === undefined || weekTokens === undefined || monthTokens === undefined) {
    return { wrong: periods.filter((period) => limitOf(typed[period]) === undefined) };
  }
  return { dayTokens, weekTokens, monthTokens };
}

/** What the fields start with: what is to hold in the end, so that saving one field does not take back another. */
export function wishOf({ dayTokens, weekTokens, monthTokens, pending }: SpendingLimits): Limits {
  if (pending === null) return { dayTokens, weekTokens, monthTokens };
  return { dayTokens: pending.dayTokens, weekTokens: pending.weekTokens, monthTokens: pending.monthTokens };
}

/** The later of the two breaks that is not over. @param nowMs since 1970 */
export function breakOf(
  { coolOffUntil, excludedUntil }: Pick<SpendingLimits, 'coolOffUntil' | 'excludedUntil'>,
  nowMs: number,
): { readonly kind: 'cool_off' | 'exclusion'; readonly until: string } | null {
  const open = (until: string | null): until is string => until !== null && Date.parse(until) > nowMs;
  if (open(excludedUntil)) {
    const longer = open(coolOffUntil) && Date.parse(coolOffUntil) > Date.parse(excludedUntil);
    return longer ? { kind: 'cool_off', until: coolOffUntil } : { kind: 'exclusion', until: excludedUntil };
  }
  return open(coolOffUntil) ? { kind: 'cool_off', until: coolOffUntil } : null;
}
