/**
 * Signing keys, each derived from the one root secret for one purpose (HKDF-SHA-256, RFC 5869), so that a token of one
 * door can never be valid at another.
 */
import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

export type Purpose =
  | 'access-token'
  | 'media-control'
  | 'session-token'
  | 'totp-secret'
  | 'recovery-code'
  | 'known-device'
  | 'erasure'
  | 'webhook-secret';

/** 32 bytes for one purpose; the same secret and purpose always give the same key. */
export function deriveKey(secret: string, purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'busker', purpose, 32));
}

/** The same as a key that a library need not look at again with every signature: reading one from bytes costs more than the signature. */
export function deriveSigningKey(secret: string, purpose: Purpose): KeyObject {
  return createSecretKey(deriveKey(secret, purpose));
}
