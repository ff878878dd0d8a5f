/**
 * Signs what is sent, as Standard Webhooks (version 1) says: HMAC-SHA-256 over id, time and body, so that a receiver knows that
 * it is from us, that nothing was changed, and how old it is.
 */
import { createHmac } from 'node:crypto';

export interface SignedPart {
  /** The message's, in the header webhook-id. */
  readonly id: string;
  /** Seconds since 1970, in the header webhook-timestamp. */
  readonly timestampS: number;
  readonly body: string;
}

/** The header webhook-signature. @param secrets whichever are valid now, the newest first; a receiver needs to know one */
export function signMessage(secrets: readonly Buffer[], { id, timestampS, body }: SignedPart): string {
  const signed = `${id}.${timestampS}.${body}`;
  return secrets.map((secret) => `v1,${createHmac('sha256', secret).update(signed).digest('base64')}`).join(' ');
}
