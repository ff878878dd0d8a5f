/**
 * The token that takes a session up: its id and a secret of 256 bits. Only the hash of the secret is stored.
 */
import { timingSafeEqual } from 'node:crypto';
import { hashSecret, newSecret } from '#kernel/ids.ts';

export interface SessionToken {
  readonly id: string;
  readonly secret: string;
}

const form = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{43})$/;

/** A new token for a session. */
export function newToken(id: string): { readonly token: string; readonly tokenHash: string } {
  const secret = newSecret();
  return { token: `${id}.${secret}`, tokenHash: hashSecret(secret) };
}

/** Undefined where it is no token of ours, whatever else it may be. */
export function readToken(token: string): SessionToken | undefined {
  const [, id, secret] = form.exec(token) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

/** Whether the secret is the one of this hash, in a time that says nothing about either. */
export function isSecretOf(secret: string, tokenHash: string): boolean {
  const given = Buffer.from(hashSecret(secret));
  const known = Buffer.from(tokenHash);
  return given.length === known.length && timingSafeEqual(given, known);
}
