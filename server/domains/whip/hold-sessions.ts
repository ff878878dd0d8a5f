/**
 * Which sessions without a socket this process holds, and what is known of each.
 */
import type { Session } from '#platform/websocket/session.ts';
import type { SessionRegistry } from '#platform/websocket/session-registry.ts';
import type { Resource } from './parts.ts';

export interface Holds {
  /** It is this process's from now on. @param release gives back what its address was counted for */
  add(session: Session, release: () => void, resource?: Resource): void;
  has(id: string): boolean;
  ids(): readonly string[];
  /** Of those that have media. */
  resources(): readonly Resource[];
  /** What is known of it is this now. @returns false where it is not held here */
  keep(resource: Resource): boolean;
  /** @returns false where it is not held here */
  end(id: string): boolean;
}

interface Held {
  readonly session: Session;
  readonly release: () => void;
  resource: Resource | undefined;
}

/** @param forget one that was held here is over */
export function holdSessions(sessions: SessionRegistry, forget: (id: string) => void): Holds {
  const held = new Map<string, Held>();
  const letGo = ({ id }: Session): boolean => {
    held.get(id)?.release();
    return held.delete(id);
  };
  sessions.onTaken((session) => void letGo(session));
  sessions.onOver((session) => {
    if (letGo(session)) forget(session.id);
  });
  return {
    add(session, release, resource) {
      held.set(session.id, { session, release, resource });
      sessions.add(session);
    },
    has: (id) => held.has(id),
    ids: () => [...held.keys()],
    resources: () => [...held.values()].flatMap(({ resource }) => resource ?? []),
    keep(resource) {
      const one = held.get(resource.id);
      if (one !== undefined) one.resource = resource;
      return one !== undefined;
    },
    end(id) {
      const one = held.get(id);
      if (one !== undefined) sessions.over(one.session);
      return one !== undefined;
    },
  };
}
