/**
 * What a presented refresh token is worth. The one decision that tells a second tab from a thief.
 */
import { reuseGraceMs } from './lifetimes.ts';

/** All that is known when a refresh token is presented, read under the lock of its sign-in. */
export interface Presented {
  readonly usedAtMs: number | null;
  /** One of the tokens it was traded for was itself traded. */
  readonly childUsed: boolean;
  readonly expiresAtMs: number;
  readonly revokedFor: string | null;
  readonly accountDisabled: boolean;
}

/**
 * - `trade`: the newest token; it and its siblings are now used.
 * - `trade again`: used or overtaken a moment ago, and nobody has gone on from it: another child, nothing else changes.
 * - `reused`: an older token came back; end the sign-in.
 * - `was reused`, `expired`: over already. `disabled`: the account may not sign in; end the sign-in.
 */
export type RefreshVerdict = 'trade' | 'trade again' | 'reused' | 'was reused' | 'expired' | 'disabled';

/** @param nowMs milliseconds since 1970 */
export function judgeRefresh(presented: Presented, nowMs: number): RefreshVerdict {
  if (presented.revokedFor === 'reused') return 'was reused';
  if (presented.revokedFor !== null || presented.expiresAtMs <= nowMs) return 'expired';
  if (presented.accountDisabled) return 'disabled';
  if (presented.usedAtMs === null) return 'trade';
  const justNow = nowMs - presented.usedAtMs < reuseGraceMs;
  return justNow && !presented.childUsed ? 'trade again' : 'reused';
}
