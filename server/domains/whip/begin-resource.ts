/**
 * Begins a session without a socket.
 */
import { hashSecret, newId, newSecret } from '#kernel/ids.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { SessionRecord } from '#platform/websocket/session-record.ts';
import type { KeeperDeps } from './parts.ts';

/** @throws where Redis is away: nobody could answer for it */
export async function beginResource(
  { store, speak }: Pick<KeeperDeps, 'store' | 'speak'>,
  identity: Identity | null,
  ip: string,
): Promise<Session> {
  const record: SessionRecord = {
    ...{ id: newId(), identity, generation: 1, last: 0, begun: 0, place: null, noteSeqs: {} },
    // Nobody holds a secret by which it could be taken up on a socket.
    tokenHash: hashSecret(newSecret()),
  };
  await store.open(record);
  return speak(record, ip);
}
