/**
 * The sessions of this process. Tells those who asked when one is over, and ends all sessions of a sign-in.
 */
import { refusal } from '#protocol/errors.ts';
import { type Session, serverStops } from './session.ts';

export interface SessionRegistry {
  add(session: Session): void;
  /** The session is over, and nothing of it is under way any more. */
  over(session: Session): void;
  /** Called once for every session that is over. */
  onOver(listener: (session: Session) => void): void;
  /** Ends every session that stands on this sign-in. */
  endSignIn(signInId: string): void;
  /** Ends all of them; pages come back by themselves. */
  endAll(): void;
  count(): number;
}

/** An empty registry. */
export function createSessionRegistry(): SessionRegistry {
  const sessions = new Set<Session>();
  const listeners: ((session: Session) => void)[] = [];
  return {
    add: (session) => void sessions.add(session),
    over(session) {
      if (!sessions.delete(session)) return;
      for (const listener of listeners) listener(session);
    },
    onOver: (listener) => void listeners.push(listener),
    endSignIn(signInId) {
      for (const session of sessions) {
        if (session.identity?.signInId === signInId) session.end(refusal('FORBIDDEN', 'You have been signed out.'));
      }
    },
    endAll() {
      for (const session of sessions) session.end(serverStops());
    },
    count: () => sessions.size,
  };
}
