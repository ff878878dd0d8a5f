/**
 * Opens what seal-totp.ts sealed.
 */
import { createDecipheriv } from 'node:crypto';
import type { Totp } from './store-factors.ts';

/** Throws where the row was changed, moved to another person, or sealed with another secret's key. */
export function openTotp(key: Buffer, { userId, sealedSecret }: Pick<Totp, 'userId' | 'sealedSecret'>): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealedSecret.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(userId)).setAuthTag(sealedSecret.subarray(12, 28));
  return Buffer.concat([decipher.update(sealedSecret.subarray(28)), decipher.final()]);
}
