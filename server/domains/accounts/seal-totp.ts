/**
 * Seals an authenticator's secret for the database: AES-256-GCM with a key of its own, bound to the person, so that it
 * cannot be put into somebody else's row.
 */
import { createCipheriv, randomBytes } from 'node:crypto';

/** @returns nonce (12 bytes), tag (16), secret */
export function sealTotp(key: Buffer, userId: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(userId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}
