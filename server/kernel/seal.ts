/**
 * Secrets that must be used again, as they lie in the database: AES-256-GCM with a key of their own, bound to the row they belong
 * to, so that they cannot be put into another.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** @param key 32 bytes @param boundTo what the secret belongs to @returns nonce (12 bytes), tag (16), secret */
export function seal(key: Buffer, boundTo: string, secret: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Throws where it was changed, belongs to something else, or was sealed with another key. */
export function unseal(key: Buffer, boundTo: string, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}
