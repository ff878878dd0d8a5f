/**
 * The sessions of this process, with a socket or waiting for theirs to come back. Tells those who asked when one is over
 * or goes on elsewhere, and keeps them alive in Redis meanwhile.
 */
import { type Repeating, repeat } from '#kernel/repeat.ts';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';
import { sessionGraceMs } from '#protocol/socket/envelope.ts';
import type { Identity } from '../http/handler.ts';
import type { Log } from '../telemetry/log.ts';
import { type Session, serverStops } from './session.ts';
import { renewEveryMs } from './session-keys.ts';
import type { SessionStore } from './session-store.ts';

type Listener = (session: Session) => void;

export interface RegistryDeps {
  readonly store: SessionStore;
  /** Which run of Redis this is: another one may have forgotten everything. */
  readonly run: () => Promise<string>;
  readonly log: Log;
}

export class SessionRegistry {
  readonly #deps: RegistryDeps;
  readonly #sessions = new Map<string, Session>();
  readonly #timers = new Map<Session, NodeJS.Timeout>();
  readonly #addeds: Listener[] = [];
  readonly #overs: Listener[] = [];
  readonly #takens: Listener[] = [];
  readonly #renewing: Repeating;
  #lastRun = '';

  /** Holds no session yet. */
  constructor(deps: RegistryDeps) {
    this.#deps = deps;
    this.#renewing = repeat(renewEveryMs, () => this.#renew(), this.#failed('sessions were not renewed'));
  }

  /** From now on it is this process's; an older one of the same id goes on as this one. */
  add(session: Session): void {
    const before = this.#sessions.get(session.id);
    if (before !== undefined) this.#giveAway(before);
    this.#sessions.set(session.id, session);
    for (const listener of this.#addeds) listener(session);
  }

  /** Its socket is lost: it waits for another. Call when nothing of it is under way any more. */
  lost(session: Session): void {
    if (session.phase !== 'open') return;
    session.phase = 'detached';
    this.#timers.set(session, setTimeout(() => this.over(session), sessionGraceMs).unref());
    this.#deps.store.renew(session.record, sessionGraceMs).catch(this.#failed('a lost session was not noted'));
  }

  /** It is over, now. */
  over(session: Session): void {
    this.#finish(session).catch(this.#failed('a session was not ended'));
  }

  /** Says why, and it is over without any grace. */
  close(session: Session, why: CodedRefusal): void {
    session.end(why);
    this.over(session);
  }

  /** What was under way when it ended has come to its end: what that took is given back. */
  settle(session: Session): void {
    if (session.phase === 'over') for (const listener of this.#overs) listener(session);
  }

  /** Another process took it up, as this generation. */
  taken(id: string, generation: number): void {
    const session = this.#sessions.get(id);
    if (session !== undefined && session.record.generation < generation) this.#giveAway(session);
  }

  /** Called for every session that begins or goes on here. */
  onAdded(listener: Listener): void {
    this.#addeds.push(listener);
  }

  /** Called for every session that is over, once more where something was under way. */
  onOver(listener: Listener): void {
    this.#overs.push(listener);
  }

  /** Called for every session that goes on elsewhere. */
  onTaken(listener: Listener): void {
    this.#takens.push(listener);
  }

  has(id: string): boolean {
    return this.#sessions.has(id);
  }

  /** The sessions of a person. */
  ofPerson(userId: string): readonly Session[] {
    return [...this.#sessions.values()].filter(({ identity }) => identity?.userId === userId);
  }

  /** Who is here, signed in; a person stands as often as they have sessions. */
  people(): readonly Identity[] {
    return [...this.#sessions.values()].flatMap(({ identity }) => (identity === null ? [] : [identity]));
  }

  /** Ends every session of a signed-in person for whom it holds. */
  closeWhere(holds: (identity: Identity) => boolean, why: CodedRefusal): void {
    for (const session of [...this.#sessions.values()]) {
      if (session.identity !== null && holds(session.identity)) this.close(session, why);
    }
  }

  /** Closes all sockets; pages come back by themselves, to another process. */
  endAll(): void {
    for (const session of this.#sessions.values()) session.end(serverStops());
  }

  /** How many have a socket. */
  count(): number {
    return [...this.#sessions.values()].filter(({ phase }) => phase === 'open').length;
  }

  /** Stops renewing; may be called again. What is in Redis stays, for whoever takes it up. */
  stop(): void {
    this.#renewing.stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #finish(session: Session): Promise<void> {
    if (session.phase === 'over' || session.phase === 'taken') return;
    this.#forget(session);
    session.phase = 'over';
    const { how } = await this.#deps.store.end(session.id, session.record.generation).catch(endedAnyway);
    if (how === 'taken') session.phase = 'taken';
    for (const listener of how === 'taken' ? this.#takens : this.#overs) listener(session);
  }

  #giveAway(session: Session): void {
    this.#forget(session);
    session.phase = 'taken';
    session.end(refusal('TAKEN_OVER', 'This session goes on elsewhere.'));
    for (const listener of this.#takens) listener(session);
  }

  #forget(session: Session): void {
    if (this.#sessions.get(session.id) === session) this.#sessions.delete(session.id);
    clearTimeout(this.#timers.get(session));
    this.#timers.delete(session);
  }

  async #renew(): Promise<void> {
    const run = await this.#deps.run();
    const anew = run !== this.#lastRun;
    // What waits for its socket is not renewed, but written again where Redis forgot it.
    const due = [...this.#sessions.values()].filter(({ phase }) => anew || phase === 'open');
    await Promise.all(due.map((session) => this.#renewOne(session, anew)));
    this.#lastRun = run;
  }

  async #renewOne(session: Session, anew: boolean): Promise<void> {
    const { store } = this.#deps;
    const kept = await (session.phase === 'open'
      ? store.renew(session.record)
      : store.renew(session.record, sessionGraceMs));
    if (this.#sessions.get(session.id) !== session || kept === 'kept') return;
    if (kept === 'taken') this.#giveAway(session);
    else if (anew) await store.open(session.record);
    // Ended by a process that took this one for dead: the page begins again.
    else this.close(session, serverStops());
  }

  #failed(what: string): (error: unknown) => void {
    return (error) => this.#deps.log.warn({ err: error }, what);
  }
}

/** Where Redis is away nobody else can have taken it up. */
const endedAnyway = (): { how: 'missing' } => ({ how: 'missing' });
