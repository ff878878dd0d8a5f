/**
 * A stream as it is, kept from changing until the transaction ends: for whoever decides about what is on air.
 */
import type { Writer } from '#platform/database/index.ts';
import type { State } from './rules/life-cycle.ts';
import { lockStream } from './store.ts';

/** Null where there is none of this id. */
export async function readOnAirForUpdate(
  tx: Writer,
  id: string,
): Promise<{ readonly performerId: string; readonly state: State } | null> {
  return lockStream(tx, id);
}
