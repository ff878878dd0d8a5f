/**
 * Opens what seal-totp.ts sealed.
 */
import { unseal } from '#kernel/seal.ts';
import type { Totp } from './store-factors.ts';

/** Throws where the row was changed, moved to another person, or sealed with another secret's key. */
export function openTotp(key: Buffer, { userId, sealedSecret }: Pick<Totp, 'userId' | 'sealedSecret'>): Buffer {
  return unseal(key, userId, sealedSecret);
}
