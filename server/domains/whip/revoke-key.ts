/**
 * Ends a stream's ingest key, and what is sent with it.
 */
import type { KeyDeps } from './parts.ts';
import { requireOwnStream } from './require-own-stream.ts';
import { endKey } from './store-keys.ts';

/** Nothing happens where there is none. @throws Refusal NOT_FOUND, FORBIDDEN, RATE_LIMITED */
export async function revokeKey(
  { database, news, limits, clock }: KeyDeps,
  streamId: string,
  performerId: string,
): Promise<void> {
  await limits.take('ingestKey', performerId);
  const ended = await database.transact(async (tx) => {
    await requireOwnStream(tx, streamId, performerId);
    const keyId = await endKey(tx, streamId, new Date(clock.now()));
    if (keyId !== null) await news.record(tx, { name: 'ingest-key.ended', key: streamId, body: { keyId } });
    return keyId;
  });
  if (ended !== null) news.deliverSoon(streamId);
}
