/**
 * The price list that holds now.
 */
import { present } from '#kernel/assert.ts';
import type { Reader } from '#platform/database/index.ts';
import { findNewest, type PolicyRow } from './store.ts';

/** `ensurePolicy` has seen to it that there is one. */
export async function readPolicy(read: Reader): Promise<PolicyRow> {
  return present(await findNewest(read), 'the price list');
}
