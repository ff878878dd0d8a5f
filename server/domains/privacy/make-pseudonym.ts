/**
 * What stands for a person who is gone. The same person is the same pseudonym, which others' records need; nobody without
 * the key can compute it from an id, which a plain hash would allow.
 */
import { createHmac } from 'node:crypto';

/** HMAC-SHA-256, 64 hexadecimal digits. @param key derived for the purpose `erasure` */
export function makePseudonym(key: Buffer, userId: string): string {
  return createHmac('sha256', key).update(userId).digest('hex');
}
