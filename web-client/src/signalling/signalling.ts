/**
 * The page's one conversation with the server: requests with typed results, notes in order, and a session that outlives
 * its sockets. What a session survives is decided in decision record 0002; this file keeps its side of it.
 */
import type { Answer, Welcome } from '#protocol/socket/envelope.ts';
import type { Note } from '#protocol/socket/notes.ts';
import type { MethodName, Params, Result } from '#protocol/socket/requests.ts';
import type { RoomSnapshot } from '#protocol/socket/room.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import type { ConnectionState } from './connection-state.ts';
import { createListeners, type Listen } from './listeners.ts';
import { NotesInOrder } from './notes-in-order.ts';
import { createPending, type Pending } from './pending.ts';
import { SignallingError } from './signalling-error.ts';
import type { Readable } from './store.ts';

export interface SignallingOptions extends ConnectionOptions {
  /** How long an answer may take, in milliseconds. */
  readonly requestTimeoutMs?: number;
}

export interface Signalling {
  readonly state: Readable<ConnectionState>;
  /** The last welcome; undefined before the first. */
  readonly welcome: Readable<Welcome | undefined>;
  /** Carried out once, in order. Waits while there is no socket. @throws SignallingError with a code */
  request<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>>;
  readonly onNote: Listen<Note>;
  /** Each socket's welcome; `session.resumed` false means: join afresh. */
  readonly onWelcome: Listen<Welcome>;
  /** Notes of this room were missed: join it again for its snapshot. Null: the person's own, to be asked for by HTTP. */
  readonly onGap: Listen<string | null>;
  /** Makes a waiting attempt at once, and a new beginning after an end. */
  retryNow(): void;
  /** Another socket for the same session: for a newer welcome. */
  renew(): void;
  /** Another session, as whoever is signed in now. */
  startOver(): void;
  /** Ends it for good; everything unanswered is rejected with CLOSED. */
  close(): void;
}

/**
 * Opens the conversation at once.
 *
 * `url` is `ws(s)://…/ws`; `ticket` gives a fresh one-use ticket of the signed-in person or undefined, and is asked once a
 * socket, while it opens; `person` says who that is, so that nothing is repeated under another name; `wake` is told how to try again at once, for when the network or the page comes back.
 */
export function openSignalling(options: SignallingOptions): Signalling {
  return new Conversation(options);
}

class Conversation implements Signalling {
  readonly #pending: Pending;
  readonly #person: NonNullable<ConnectionOptions['person']>;
  readonly #notes: NotesInOrder;
  readonly #connection: Connection;
  readonly #noted = createListeners<Note>();
  readonly #welcomed = createListeners<Welcome>();
  readonly #missed = createListeners<string | null>();
  readonly onNote = this.#noted.listen;
  readonly onWelcome = this.#welcomed.listen;
  readonly onGap = this.#missed.listen;

  constructor(options: SignallingOptions) {
    this.#pending = createPending(options.requestTimeoutMs ?? 15_000);
    this.#person = options.person ?? (() => undefined);
    this.#notes = new NotesInOrder({ onNote: this.#noted.tell, onGap: this.#missed.tell, onFault: warn });
    this.#connection = new Connection(options, {
      cursors: () => this.#notes.cursors(),
      ping: () => void this.request('session.ping', {}).catch(() => undefined),
      onWelcome: (welcome) => this.#begin(welcome),
      afterWelcome: this.#welcomed.tell,
      onMessage: (message) => {
        if (message.type === 'answer') this.#settle(message);
        if (message.type === 'note') this.#notes.receive(message);
      },
      onEnded: () => this.#pending.rejectAll(ended()),
      onFault: warn,
    });
    this.#connection.connect();
  }

  get state(): Readable<ConnectionState> {
    return this.#connection.state;
  }

  get welcome(): Readable<Welcome | undefined> {
    return this.#connection.welcome;
  }

  request<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    if (this.state.get().phase === 'ended') return Promise.reject(ended());
    if (method === 'room.join') this.#notes.snapshotAsked();
    const { frame, answered } = this.#pending.add(method, params, this.#person());
    this.#connection.send(frame);
    return answered;
  }

  retryNow(): void {
    this.#connection.retryNow();
  }

  renew(): void {
    this.#connection.renew();
  }

  startOver(): void {
    this.#pending.rejectAll(lostOnTheWay());
    this.#connection.startOver();
  }

  close(): void {
    this.#connection.close();
  }

  /** A resumed session gets its open questions again; a new one knows nothing of them. */
  #begin({ session, user, cursors }: Welcome): void {
    if (!session.resumed) {
      const known = this.welcome.get() !== undefined;
      if (known) this.#pending.rejectAll(lostOnTheWay());
      this.#notes.restart(cursors);
    }
    // Somebody signed in or out between the asking and the first welcome.
    this.#pending.rejectOthers(user?.id ?? null, lostOnTheWay());
    for (const frame of this.#pending.frames()) this.#connection.send(frame);
    // After them: what this makes the page ask has a higher number.
    if (session.resumed) this.#notes.resumed(cursors);
  }

  #settle(answer: Answer): void {
    const settled = this.#pending.settle(answer);
    if (settled?.method === 'room.leave' && answer.ok) this.#notes.leaveRooms();
    if (settled?.method !== 'room.join') return;
    if (settled.result instanceof SignallingError) {
      this.#notes.snapshotFailed();
      return;
    }
    const { stream, cursors } = settled.result as RoomSnapshot;
    // Who asked hears of the snapshot in a microtask; younger notes must come after it.
    queueMicrotask(() => this.#notes.snapshotCame(stream.id, cursors));
  }
}

function lostOnTheWay(): SignallingError {
  return new SignallingError('CONNECTION_LOST', 'The connection was lost on the way.');
}

function ended(): SignallingError {
  return new SignallingError('CLOSED', 'The connection has ended.');
}

function warn(fault: string): void {
  console.warn(`Busker: the server sent ${fault}`);
}
