/**
 * A passkey as its owner sees it; neither key nor credential.
 */
import type { Passkey } from '#protocol/http/security.ts';
import type { StoredPasskey } from './store-factors.ts';

/** Times in ISO 8601. */
export function describePasskey({ id, name, createdAt, lastUsedAt }: StoredPasskey): Passkey {
  return { id, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
