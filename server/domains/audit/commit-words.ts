/**
 * Promises words without holding them: what a seal covers in the place of a reason. The form is written down in
 * docs/decisions/0013-audit.md.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** HMAC-SHA-256 of the text with a salt of its own, both in 64 hexadecimal digits. */
export function commitWords(text: string): { salt: string; commitment: string } {
  const salt = randomBytes(32);
  return { salt: salt.toString('hex'), commitment: createHmac('sha256', salt).update(text).digest('hex') };
}
