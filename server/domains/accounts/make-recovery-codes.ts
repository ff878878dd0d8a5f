/**
 * Makes the ten codes for when the authenticator is lost.
 */
import { randomInt } from 'node:crypto';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const number = 10;

/** `xxxxx-xxxxx`, all different. */
export function makeRecoveryCodes(): string[] {
  const codes = new Set<string>();
  while (codes.size < number) codes.add(`${five()}-${five()}`);
  return [...codes];
}

function five(): string {
  return Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
}
