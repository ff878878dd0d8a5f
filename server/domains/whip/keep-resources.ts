/**
 * Sessions without a socket: what a program opened by WHIP or WHEP, and nobody calls again until it ends. This process holds
 * those that began here; what a dead process held is taken up by another, as a page would have its session taken up.
 */
import type { SessionRegistry } from '#platform/websocket/session-registry.ts';
import { beginResource } from './begin-resource.ts';
import { holdSessions } from './hold-sessions.ts';
import { type LookDeps, lookAfterResources } from './look-after-resources.ts';
import type { Resources } from './parts.ts';
import { createShelf } from './shelve-resources.ts';

export interface KeepDeps extends LookDeps {
  readonly sessions: SessionRegistry;
}

/** Holds nothing yet. */
export function keepResources(deps: KeepDeps): Resources {
  const { sessions, open, log } = deps;
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, `a session without a socket ${what}`);
  const shelf = createShelf(deps);
  const held = holdSessions(sessions, (id) => void shelf.remove(id).catch(failed('was not forgotten')));
  const stopLooking = lookAfterResources(deps, held, shelf);

  return {
    find: (id) => shelf.find(id),
    async begin(identity, ip) {
      const release = open.take(ip);
      try {
        const session = await beginResource(deps, identity, ip);
        held.add(session, release);
        return session;
      } catch (error) {
        release();
        throw error;
      }
    },
    async keep(resource) {
      await shelf.put(resource);
      if (held.keep(resource)) await shelf.renew([resource]);
    },
    async end(id) {
      // First, so that nobody takes up what was said to be over, whatever dies now.
      await shelf.remove(id);
      if (held.end(id)) return;
      const { how, place } = await deps.store.end(id);
      // Whoever held it has nothing of it any more; what it had is given back here.
      await deps.tellTaken(id, Number.MAX_SAFE_INTEGER);
      if (how === 'ended' && place !== null) await deps.abandon(id, place);
    },
    async close() {
      stopLooking();
      // Another process may take them up at once.
      await shelf.release(held.ids()).catch(failed('was not handed on'));
    },
  };
}
