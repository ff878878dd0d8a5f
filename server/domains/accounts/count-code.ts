/**
 * Counts a code of a second factor before it is looked at: so many an hour, and of an authenticator's so many a day. Six
 * digits can be guessed by who has time; so the day's ceiling is one for the whole account, whatever device or sign-in the
 * codes come from. Whoever went through the second factor before (on this device, in this sign-in) has a ceiling of their
 * own: nobody with the password alone can use that up. Recovery codes cannot be guessed and are always left. Decision 0018.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Limits } from '#platform/limits/index.ts';
import { codesExhausted } from './errors.ts';

export interface CodeSource {
  readonly userId: string;
  /** Which limit by the hour, and of what. */
  readonly hourly: readonly ['code' | 'codeKnownDevice' | 'codeSignIn', string];
  /** The device or sign-in that went through this second factor before; null: none did. */
  readonly proved: string | null;
}

/** @throws RATE_LIMITED where there were too many in the hour; CODES_EXHAUSTED where there were on the day */
export async function countCode(limits: Limits, code: string, { userId, hourly, proved }: CodeSource): Promise<void> {
  await limits.take(...hourly);
  if (!/^\d{6}$/.test(code)) return;
  try {
    await limits.take('codeDay', proved ?? userId);
  } catch (refused) {
    throw refused instanceof Refusal && refused.code === 'RATE_LIMITED' ? codesExhausted(refused.facts) : refused;
  }
}
