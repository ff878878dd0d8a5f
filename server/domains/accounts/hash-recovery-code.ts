/**
 * How a recovery code is stored: a code that a person can type has some 51 bits, too few for a plain hash, so it is keyed,
 * and bound to the person.
 */
import { createHmac } from 'node:crypto';

/** HMAC-SHA-256, hexadecimal. */
export function hashRecoveryCode(key: Buffer, userId: string, code: string): string {
  return createHmac('sha256', key).update(`${userId}:${code}`).digest('hex');
}
