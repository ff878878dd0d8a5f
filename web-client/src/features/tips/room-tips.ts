/**
 * The tips of one room, without React: read after each snapshot of the room, kept current by notes, and told one by one to
 * who shows them on the stage. What was there before the page came, or while it was away, is shown but no news.
 */
import type { ShownTip, Tip } from '#protocol/http/tips.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { randomShare, reconnectDelayMs } from '../../signalling/backoff.ts';
import { createListeners, type Listen } from '../../signalling/listeners.ts';
import { Memory } from '../../signalling/memory.ts';
import type { Signalling } from '../../signalling/signalling.ts';
import { codeOf, type SignallingCode } from '../../signalling/signalling-error.ts';
import type { Readable } from '../../signalling/store.ts';
import {
  afterNote,
  afterReceived,
  afterSnapshot,
  nobodys,
  noTips,
  type TipsState,
  wantsHeld,
  withHeld,
  withoutHeld,
} from './tips-state.ts';

export type TipsLink = Pick<Signalling, 'request' | 'onNote'>;
export type Verdict = 'release' | 'remove';

/** What became of the message of a tip that may be on the stage just now. */
export interface JudgedMessage {
  readonly tip: string;
  readonly message: string | null;
}

/** Where tips to be shown come from: a room, or what the overlay page is told. */
export interface TipFeed {
  /** Each tip once, as it comes. */
  readonly onTip: Listen<ShownTip>;
  readonly onJudged: Listen<JudgedMessage>;
}

export interface RoomTipsOptions {
  readonly room: string;
  /** Who looks; undefined where nobody is signed in. */
  readonly me: string | undefined;
  /** Counts the snapshots of the room: the tips are read again after each. */
  readonly snapshots: Readable<number>;
  /** How long notes may gather before the page is drawn again, in milliseconds. */
  readonly gatherMs?: number;
}

/** The next snapshot of the room brings the next try. */
const lost: readonly SignallingCode[] = ['CONNECTION_LOST', 'NOT_IN_ROOM', 'CLOSED'];
/** Another try a moment later may go well. */
const passing: readonly SignallingCode[] = ['TIMED_OUT', 'OVERLOADED', 'RATE_LIMITED', 'INTERNAL'];
const maxFailures = 4;
/** So many ids are remembered, so that none is shown on the stage twice. */
const maxKnown = 2_000;

export class RoomTips implements TipFeed {
  readonly #link: TipsLink;
  readonly #options: RoomTipsOptions;
  readonly #memory: Memory<TipsState>;
  readonly #came = createListeners<ShownTip>();
  readonly #judged = createListeners<JudgedMessage>();
  readonly #stops: readonly (() => void)[];
  readonly #known = new Set<string>();
  readonly onTip = this.#came.listen;
  readonly onJudged = this.#judged.listen;
  #me: string | undefined;
  #opening = 0;
  #failures = 0;
  #closed = false;
  #askingForHeld = false;
  #retrying: ReturnType<typeof setTimeout> | undefined;

  /** Reads at once where the room was entered, else with its first snapshot. */
  constructor(link: TipsLink, options: RoomTipsOptions) {
    this.#link = link;
    this.#options = options;
    this.#me = options.me;
    this.#memory = new Memory(noTips, options.gatherMs ?? 80);
    this.#stops = [options.snapshots.subscribe(() => void this.#open()), link.onNote((note) => this.#hear(note))];
    if (options.snapshots.get() > 0) void this.#open();
  }

  get state(): Readable<TipsState> {
    return this.#memory.shown;
  }

  /** Somebody signed in or out: what is one person's own is nobody else's, and is read again. */
  identify(me: string | undefined): void {
    if (me === this.#me) return;
    if (this.#me !== undefined) this.#memory.apply((state) => ({ ...state, ...nobodys }));
    this.#me = me;
    if (this.#options.snapshots.get() > 0) void this.#open();
  }

  /** Reads the tips again after it failed. */
  again(): void {
    this.#failures = 0;
    void this.#open();
  }

  /** Takes in what the performer's history tells of this session. */
  remember(tips: readonly Tip[]): void {
    this.#memory.apply((state) => afterReceived(state, tips));
  }

  /**
   * Decides about a held message. It leaves the queue at once, and comes back where the server does not know.
   * @throws SignallingError
   */
  async judge(tip: string, verdict: Verdict): Promise<void> {
    const held = this.#memory.state.held.find((one) => one.tip.id === tip);
    if (held === undefined) return;
    this.#memory.apply((state) => withoutHeld(state, tip));
    try {
      await this.#link.request('tip.judge', { tip, verdict });
    } catch (thrown) {
      const code = codeOf(thrown);
      // Decided by somebody quicker: it waits no more either way.
      if (code !== 'CONFLICT' && code !== 'NOT_FOUND') this.#memory.apply((state) => withHeld(state, held));
      throw thrown;
    } finally {
      this.#askForHeld();
    }
  }

  /** More wait than are told at once: when those are decided, the next are read. */
  #askForHeld(): void {
    if (this.#askingForHeld || !wantsHeld(this.#memory.state)) return;
    this.#askingForHeld = true;
    void this.#open().finally(() => {
      this.#askingForHeld = false;
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retrying);
    for (const stop of this.#stops) stop();
    this.#memory.close();
  }

  #hear(note: Note): void {
    const { room } = this.#options;
    if (note.name === 'room.rights') void this.#open();
    const change = (state: TipsState): TipsState => afterNote(state, note, room);
    this.#memory.apply(change, 'gather');
    if (note.room !== null && note.room !== room) return;
    if (note.name === 'tip.shown' && this.#isNew(note.body.tip.id)) this.#came.tell(note.body.tip);
    if (note.name !== 'tip.judged') return;
    this.#judged.tell(note.body);
    this.#askForHeld();
  }

  #isNew(id: string): boolean {
    if (this.#known.has(id)) return false;
    this.#known.add(id);
    for (const oldest of this.#known) {
      if (this.#known.size <= maxKnown) break;
      this.#known.delete(oldest);
    }
    return true;
  }

  async #open(): Promise<void> {
    clearTimeout(this.#retrying);
    this.#opening += 1;
    const opening = this.#opening;
    try {
      // Only the last one asked for counts: an earlier answer may know less.
      const { recent } = await this.#memory.take(this.#link.request('tip.open', {}), (state, snapshot) =>
        opening === this.#opening ? afterSnapshot(state, snapshot) : undefined,
      );
      for (const { id } of recent) this.#isNew(id);
      this.#failures = 0;
    } catch (thrown) {
      if (opening === this.#opening) this.#openFailed(codeOf(thrown));
    }
  }

  #openFailed(code: SignallingCode): void {
    if (this.#closed || lost.includes(code)) return;
    this.#failures += 1;
    if (passing.includes(code) && this.#failures < maxFailures) {
      const waitMs = reconnectDelayMs(this.#failures + 1, randomShare());
      this.#retrying = setTimeout(() => void this.#open(), waitMs);
      return;
    }
    this.#memory.apply((state) => (state.phase === 'open' ? state : { ...state, phase: 'failed' }));
  }
}
