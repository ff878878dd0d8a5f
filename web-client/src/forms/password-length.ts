/**
 * How long a new password is: length is what makes it strong (NIST SP 800-63B), and all that is asked of it here.
 */
import { strings } from './strings.ts';

/** As the protocol's `NewPassword` demands. */
const least = 10;
/** Where the meter is full: four words, as a rule. */
const plenty = 20;
export const passwordMost = 256;

export function isLongEnough(password: string): boolean {
  return password.length >= least;
}

/** How far it is, 0 … 1, and what to say of it. */
export function lengthOf(password: string): {
  readonly share: number;
  readonly enough: boolean;
  readonly words: string;
} {
  const { length } = password;
  const share = Math.min(1, length / plenty);
  if (length < least) return { share, enough: false, words: strings.passwordShort(least - length) };
  return { share, enough: true, words: length >= plenty ? strings.passwordLong : strings.passwordEnough };
}
