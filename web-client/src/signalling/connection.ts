/**
 * One session over as many sockets as it takes: opens, greets, listens for silence, comes back with patience. Knows the
 * greeting and the close codes; what is said in between passes through.
 */
import { closeCodes, mayReconnect } from '#protocol/socket/close-codes.ts';
import type { Cursor, ServerMessage, Welcome } from '#protocol/socket/envelope.ts';
import { randomShare, reconnectDelayMs } from './backoff.ts';
import { type ConnectionState, endReason } from './connection-state.ts';
import { helloFrame, readFrame } from './frames.ts';
import { type Heartbeat, startHeartbeat } from './heartbeat.ts';
import { mark } from './marks.ts';
import { openSocket, type Socket } from './socket.ts';
import { createStore, type Readable, type Store } from './store.ts';

export interface ConnectionOptions {
  readonly url: string;
  readonly ticket: () => Promise<string | undefined>;
  /** Who is signed in on this page, by id; null: nobody; undefined, or absent: it does not know yet. */
  readonly person?: () => string | null | undefined;
  readonly wake?: (retryNow: () => void) => () => void;
}

export interface ConnectionEvents {
  readonly cursors: () => Cursor[];
  readonly ping: () => void;
  /** Before the state is open: bring requests and cursors in line with the session. */
  readonly onWelcome: (welcome: Welcome) => void;
  /** After it. */
  readonly afterWelcome: (welcome: Welcome) => void;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onEnded: () => void;
  readonly onFault: (fault: string) => void;
}

/** A socket that lived this long was a good one: the next loss starts counting anew. */
const steadyMs = 5_000;
/** How long a socket may take from its making to the welcome. */
const welcomeTimeoutMs = 8_000;
/** Says that the session is over; any other code and the server keeps it for a while. */
const goodbyeCode = 1000;

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #events: ConnectionEvents;
  readonly #state: Store<ConnectionState> = createStore<ConnectionState>({ phase: 'connecting', attempt: 0 });
  readonly #welcome: Store<Welcome | undefined> = createStore<Welcome | undefined>(undefined);
  readonly #stopWaking: (() => void) | undefined;
  #socket: Socket | undefined;
  #heartbeat: Heartbeat | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  /** Whether the next hello must not take the session up again. */
  #fresh = false;
  /** When this socket was welcomed; undefined before. */
  #openedAt: number | undefined;

  constructor(options: ConnectionOptions, events: ConnectionEvents) {
    this.#options = options;
    this.#events = events;
    this.#stopWaking = options.wake?.(() => {
      if (this.#state.get().phase === 'waiting') this.retryNow();
    });
  }

  get state(): Readable<ConnectionState> {
    return this.#state;
  }

  get welcome(): Readable<Welcome | undefined> {
    return this.#welcome;
  }

  /** Opens the first socket, or the next. */
  connect(): void {
    clearTimeout(this.#timer);
    this.#state.set({ phase: 'connecting', attempt: this.#attempt });
    this.#openedAt = undefined;
    const ticket = this.#options.ticket();
    ticket.catch(() => undefined);
    const socket = openSocket(this.#options.url, {
      onOpen: () => this.#greet(socket, ticket),
      onText: (text) => this.#hear(text),
      onEnd: (code) => this.#ended(code),
    });
    this.#socket = socket;
    this.#timer = setTimeout(() => socket.end(closeCodes.helloTimeout), welcomeTimeoutMs);
  }

  /** Before the welcome nothing but the hello may be sent; what waits is sent with it. */
  send(frame: string): void {
    if (this.#openedAt !== undefined) this.#socket?.send(frame);
  }

  retryNow(): void {
    const { phase } = this.#state.get();
    if (phase === 'waiting' || phase === 'ended') this.connect();
  }

  /** Gives this socket up for another one of the same session. */
  renew(): void {
    this.#socket?.end(closeCodes.comingBack);
  }

  /** Another session, as whoever is signed in now. */
  startOver(): void {
    this.#fresh = true;
    this.#socket?.end(goodbyeCode);
  }

  close(): void {
    this.#stopWaking?.();
    clearTimeout(this.#timer);
    this.#heartbeat?.stop();
    this.#finish({ phase: 'ended', reason: 'closed' });
    this.#socket?.end(goodbyeCode);
  }

  #greet(to: Socket, ticket: Promise<string | undefined>): void {
    mark('socket-open');
    ticket.then(
      (given) => {
        const token = this.#fresh || this.#isSomebodyElse() ? undefined : this.#welcome.get()?.session.token;
        to.send(helloFrame(given, token, this.#events.cursors()));
      },
      () => to.end(closeCodes.unauthenticated),
    );
  }

  /** What was somebody's session is not taken up by who sits here now. */
  #isSomebodyElse(): boolean {
    const person = this.#options.person?.();
    return person !== undefined && person !== (this.#welcome.get()?.user?.id ?? null);
  }

  #hear(text: string): void {
    this.#heartbeat?.heard();
    const { messages, faults } = readFrame(text);
    for (const fault of faults) this.#events.onFault(fault);
    for (const message of messages) {
      if (message.type === 'welcome') this.#open(message);
      else this.#events.onMessage(message);
    }
  }

  #open(given: Welcome): void {
    clearTimeout(this.#timer);
    this.#openedAt = performance.now();
    this.#fresh = false;
    this.#heartbeat = startHeartbeat({
      intervalMs: given.heartbeatMs,
      ping: this.#events.ping,
      dead: () => this.renew(),
    });
    this.#events.onWelcome(given);
    this.#welcome.set(given);
    this.#state.set({ phase: 'open' });
    this.#events.afterWelcome(given);
  }

  #ended(code: number): void {
    clearTimeout(this.#timer);
    this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    this.#socket = undefined;
    if (this.#state.get().phase === 'ended') return;
    if (mayReconnect(code)) this.#wait();
    else this.#finish({ phase: 'ended', reason: endReason(code) });
  }

  #wait(): void {
    if (this.#openedAt !== undefined && performance.now() - this.#openedAt >= steadyMs) this.#attempt = 0;
    this.#attempt += 1;
    const nextInMs = reconnectDelayMs(this.#attempt, randomShare());
    this.#state.set({ phase: 'waiting', attempt: this.#attempt, nextInMs });
    this.#timer = setTimeout(() => this.connect(), nextInMs);
  }

  #finish(end: ConnectionState): void {
    this.#state.set(end);
    this.#events.onEnded();
  }
}
