/**
 * Takes a line away: one's own, or another's as somebody who moderates.
 */
import { recordAudit } from '../audit/index.ts';
import { holdActing, readCapacity } from '../channels/index.ts';
import type { Here } from './access.ts';
import { noSuchLine, notYourLine } from './errors.ts';
import type { ChatDeps } from './parts.ts';
import { findLine, takeLine } from './store.ts';
import { tellTaken } from './tell-taken.ts';

/**
 * Where it is gone already nothing happens.
 * @throws Refusal NOT_FOUND where there never was such a line in this room; FORBIDDEN, also where
 * the right was taken a moment ago
 */
export async function deleteLine(deps: ChatDeps, here: Here, id: string): Promise<void> {
  const { room, performerId, identity } = here;
  const line = await findLine(deps.database.read, room, id);
  if (line === null) throw noSuchLine();
  const own = line.authorId === identity.userId;
  const capacity = own ? null : await readCapacity(deps.database.read, performerId, identity);
  // Whoever may not take it away does not learn from the answer what waits for a moderator.
  if (!own && capacity === null) throw line.state === 'shown' ? notYourLine() : noSuchLine();
  const at = new Date(deps.clock.now());
  const taken = await deps.database.transact(async (tx) => {
    if (capacity !== null) await holdActing(tx, { performerId, userId: identity.userId, capacity });
    const why = own ? 'author' : 'moderator';
    const gone = await takeLine(tx, id, { why, by: identity.userId, at });
    if (!own && gone.length > 0) {
      await recordAudit(tx, {
        ...{ actor: identity.userId, action: 'chat.deleted', subject: { kind: 'chat-line', id }, at },
        facts: { capacity, channel: performerId, author: line.authorId },
      });
    }
    return gone;
  });
  await tellTaken(deps, taken, identity.displayName);
}
