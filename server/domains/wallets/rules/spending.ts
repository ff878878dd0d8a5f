/**
 * How limits change: what is tightened holds at once, what is loosened a day later, so that nobody loosens in the heat of
 * the moment. What they do to a tip is decided by `spending_refusal` in the database.
 */

/** Whole tokens in 24 hours, 7 days, 30 days; null: no limit. */
export interface Limits {
  readonly dayTokens: number | null;
  readonly weekTokens: number | null;
  readonly monthTokens: number | null;
}

/** What holds, and what will. */
export interface HeldLimits extends Limits {
  readonly pending: (Limits & { readonly from: Date }) | null;
}

const periods = ['dayTokens', 'weekTokens', 'monthTokens'] as const;
export const looseningWaitsMs = 24 * 3_600_000;

/** What holds at a moment: what was waiting for it has come. */
export function limitsAt(held: HeldLimits, nowMs: number): HeldLimits {
  const { pending } = held;
  if (pending === null || pending.from.getTime() > nowMs) return held;
  return { ...pick((period) => pending[period]), pending: null };
}

/**
 * Each limit by itself. Asking again for what waits already, or for less of it, does not make it wait longer; asking for
 * more begins anew, and so does everything that waits with it.
 */
export function changeLimits(held: HeldLimits, wanted: Limits, nowMs: number): HeldLimits {
  const current = limitsAt(held, nowMs);
  const loosened = periods.filter((period) => size(wanted[period]) > size(current[period]));
  const holds = pick((period) => (loosened.includes(period) ? current[period] : wanted[period]));
  if (loosened.length === 0) return { ...holds, pending: null };
  const { pending } = current;
  const waits = pending !== null && loosened.every((period) => size(wanted[period]) <= size(pending[period]));
  const from = waits ? pending.from : new Date(nowMs + looseningWaitsMs);
  return { ...holds, pending: { ...pick((period) => wanted[period]), from } };
}

function size(limit: number | null): number {
  return limit ?? Number.POSITIVE_INFINITY;
}

function pick(value: (period: (typeof periods)[number]) => number | null): Limits {
  return { dayTokens: value('dayTokens'), weekTokens: value('weekTokens'), monthTokens: value('monthTokens') };
}
