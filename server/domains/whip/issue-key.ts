/**
 * Makes a stream's ingest key, in place of the one there was: what is sent with that ends.
 */
import { hashSecret, newId, newSecret } from '#kernel/ids.ts';
import type { KeyDeps } from './parts.ts';
import { requireOwnStream } from './require-own-stream.ts';
import { hintOf, keyPrefix } from './rules/key-form.ts';
import { endKey, insertKey, type KeyRow, lockKeyOf } from './store-keys.ts';

/** @returns the key, which is shown this once. @throws Refusal NOT_FOUND, FORBIDDEN, RATE_LIMITED */
export async function issueKey(
  { database, news, limits, clock }: KeyDeps,
  streamId: string,
  performerId: string,
): Promise<{ readonly key: string; readonly row: KeyRow }> {
  await limits.take('ingestKey', performerId);
  const key = `${keyPrefix}${newSecret()}`;
  const row = await database.transact(async (tx) => {
    await requireOwnStream(tx, streamId, performerId);
    await lockKeyOf(tx, streamId);
    const now = new Date(clock.now());
    const ended = await endKey(tx, streamId, now);
    if (ended !== null) await news.record(tx, { name: 'ingest-key.ended', key: streamId, body: { keyId: ended } });
    return insertKey(tx, { id: newId(), streamId, hint: hintOf(key), madeAt: now, hash: hashSecret(key) });
  });
  news.deliverSoon(streamId);
  return { key, row };
}
