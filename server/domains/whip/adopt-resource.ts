/**
 * Takes up a session whose process is gone: through the same gates, back to its seat; its media went on meanwhile.
 */
import { Refusal } from '#kernel/refusal.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { KeeperDeps, Resource } from './parts.ts';

/** Refusals that say nothing about whether it may go on. */
const passing = ['OVERLOADED', 'RATE_LIMITED', 'INTERNAL'];

/**
 * @param hold keeps it here from now on
 * @returns false where it is over, or another process was first
 */
export async function adoptResource(
  deps: KeeperDeps,
  { id, ip }: Resource,
  hold: (session: Session) => void,
): Promise<boolean> {
  const seen = await deps.store.read(id);
  const claimed = seen === undefined ? undefined : await deps.store.claim(seen);
  if (claimed === undefined) return false;
  const { record } = claimed;
  const session = deps.speak(record, ip);
  if (record.place === null) return giveUp(deps, session);
  try {
    const returning = await deps.returning(session, record.place);
    hold(session);
    returning.sit();
    returning.settled([]);
    await deps.tellTaken(id, record.generation);
    return true;
  } catch (thrown) {
    if (!(thrown instanceof Refusal) || passing.includes(thrown.code)) throw thrown;
    return giveUp(deps, session);
  }
}

/** A gate is shut by now: what it had is given back. */
async function giveUp(deps: KeeperDeps, { id, record }: Session): Promise<false> {
  const { place } = await deps.store.end(id, record.generation);
  if (place !== null) await deps.abandon(id, place);
  return false;
}
