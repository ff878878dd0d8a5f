/**
 * Seals an authenticator's secret for the database: bound to the person, so that it cannot be put into somebody else's row.
 */
import { seal } from '#kernel/seal.ts';

/** @returns nonce (12 bytes), tag (16), secret */
export function sealTotp(key: Buffer, userId: string, secret: Buffer): Buffer {
  return seal(key, userId, secret);
}
