/**
 * Signing keys, each derived from the one root secret for one purpose (HKDF-SHA-256, RFC 5869), so that a token of one
 * door can never be valid at another.
 */
import { hkdfSync } from 'node:crypto';

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
