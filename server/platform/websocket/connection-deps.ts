/**
 * What serving a socket stands on, and what comes of its greeting.
 */
import type { Clock } from '#kernel/clock.ts';
import type { Cursor } from '#protocol/socket/envelope.ts';
import type { Channel, LiveEvents } from '../live-events/index.ts';
import type { Log } from '../telemetry/log.ts';
import type { SignalHandlers } from './answer-request.ts';
import type { Reception } from './greet.ts';
import type { Session, SessionParts } from './session.ts';
import type { Place } from './session-record.ts';
import type { SessionRegistry } from './session-registry.ts';
import type { SessionStore } from './session-store.ts';

/** How a session is put back to where it was. */
export interface Returning {
  /** What it hears there. */
  readonly channels: readonly Channel[];
  /** Puts it there, at once: what comes on these channels from now on reaches it. */
  sit(): void;
  /** It was told where its numberings go on. */
  settled(cursors: readonly Cursor[]): void;
}

/** The socket a session begins on. */
export type Wire = Pick<SessionParts, 'ip' | 'end' | 'outbound' | 'faults'>;

/** A session that was welcomed. */
export interface Begun {
  readonly session: Session;
  /** Request id → its answer, of before the socket was lost. */
  readonly answers: ReadonlyMap<number, string>;
}

export interface ConnectionDeps extends Reception {
  readonly handlers: SignalHandlers;
  readonly sessions: SessionRegistry;
  readonly store: SessionStore;
  readonly live: Pick<LiveEvents, 'continueFrom'>;
  /** Asks whether a session may go back to where it was. @throws Refusal of the gate that is shut now */
  readonly returnTo: (session: Session, place: Place) => Promise<Returning>;
  /** A session that no process holds is over: it was here. */
  readonly onAbandoned: (id: string, place: Place) => Promise<void>;
  /** Tells every process that a session was taken up, as which generation. */
  readonly tellTaken: (id: string, generation: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly limitsFactor: number;
}
