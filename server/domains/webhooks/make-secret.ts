/**
 * Makes the secret of an endpoint: what its owner is shown once, and what is kept.
 */
import { randomBytes } from 'node:crypto';
import { seal } from '#kernel/seal.ts';

export interface NewSecret {
  /** As Standard Webhooks writes it: `whsec_` and the bytes in base64. */
  readonly shown: string;
  readonly sealed: Buffer;
}

/** 256 random bits. @param endpointId what it is bound to */
export function makeSecret(key: Buffer, endpointId: string): NewSecret {
  const secret = randomBytes(32);
  return { shown: `whsec_${secret.toString('base64')}`, sealed: seal(key, endpointId, secret) };
}
