/**
 * The chat of one room, without React: read after each snapshot of the room (a resumed session needs none), kept current
 * by notes, spoken into and moderated.
 */
import type { ChannelSettings } from '#protocol/http/channels.ts';
import { type ChatLine, linesAtOnce } from '#protocol/socket/chat.ts';
import type { MethodName, Params, Result } from '#protocol/socket/requests.ts';
import { randomShare, reconnectDelayMs } from '../../signalling/backoff.ts';
import type { Signalling } from '../../signalling/signalling.ts';
import { codeOf, type SignallingCode } from '../../signalling/signalling-error.ts';
import type { Readable } from '../../signalling/store.ts';
import { ChatMemory } from './chat-memory.ts';
import { afterGone, afterNote, afterSnapshot, type ChatState, withHeld, withoutHeld } from './chat-state.ts';
import type { Verdict } from './own-lines.ts';
import { afterOlder, maxLines, oldestOf } from './shown-lines.ts';
import { Speaker, type SpeakerOptions } from './speaker.ts';

/** What a chat needs of the conversation with the server. */
export type ChatLink = Pick<Signalling, 'request' | 'onNote' | 'onWelcome' | 'state'>;

export interface ChatOptions extends SpeakerOptions {
  readonly room: string;
  /** Whose channel it is. */
  readonly performer: string;
  /** Who looks at it; undefined where nobody is signed in. */
  readonly me: string | undefined;
  /** Counts the snapshots of the room: the chat is read again after each. */
  readonly snapshots: Readable<number>;
  /** How long notes may gather before the page is drawn again, in milliseconds. */
  readonly gatherMs?: number;
}

/** The next snapshot of the room brings the next try. */
const lost: readonly SignallingCode[] = ['CONNECTION_LOST', 'NOT_IN_ROOM', 'CLOSED'];
/** Another try a moment later may go well. */
const passing: readonly SignallingCode[] = ['TIMED_OUT', 'OVERLOADED', 'RATE_LIMITED', 'INTERNAL'];
/** Reading fails so often in a row before the person is asked. */
const maxFailures = 4;
/** What is one person's own. */
const nobody = { own: [], held: [], mute: null, moderates: false, appoints: false, readyAt: 0 };

export class Chat {
  readonly speaker: Speaker;
  readonly #link: ChatLink;
  readonly #options: ChatOptions;
  readonly #memory: ChatMemory;
  readonly #stops: readonly (() => void)[];
  #me: string | undefined;
  #opening = 0;
  #failures = 0;
  #closed = false;
  #retrying: ReturnType<typeof setTimeout> | undefined;

  /** Reads at once where the room was entered, else with its first snapshot. */
  constructor(link: ChatLink, options: ChatOptions) {
    this.#link = link;
    this.#options = options;
    this.#me = options.me;
    this.#memory = new ChatMemory(options.gatherMs ?? 80);
    this.speaker = new Speaker(link, this.#memory, options);
    this.#stops = [
      options.snapshots.subscribe(() => void this.#open()),
      link.onNote((note) => {
        if (note.name === 'room.rights') void this.#open();
        else this.#memory.apply((state) => afterNote(state, note, this.#beholder()), 'gather');
      }),
      link.onWelcome(({ session }) => {
        if (session.resumed) this.speaker.goOn();
      }),
    ];
    if (options.snapshots.get() > 0) void this.#open();
  }

  get state(): Readable<ChatState> {
    return this.#memory.shown;
  }

  /** Somebody signed in or out. What one person said and may do is nobody else's: it is read again. */
  identify(me: string | undefined): void {
    if (me === this.#me) return;
    // A page that has just learnt who looks at it may have been answered as them already.
    if (this.#me !== undefined) this.#memory.apply((state) => ({ ...state, ...nobody }));
    this.#me = me;
    if (this.#options.snapshots.get() > 0) void this.#open();
  }

  /** Reads the chat again after it failed. */
  again(): void {
    this.#failures = 0;
    void this.#open();
  }

  /** Reads older lines; nothing where there are none, they are on their way, or the page is full. */
  async readOlder(): Promise<void> {
    const { lines, more, reading, phase } = this.#memory.state;
    const before = lines[0]?.id;
    const room = maxLines - lines.length;
    if (!more || reading || phase !== 'open' || before === undefined || room <= 0) return;
    this.#memory.apply((state) => ({ ...state, reading: true }));
    await this.#readBefore(before, before, Math.min(linesAtOnce, room)).catch(() => undefined);
    this.#memory.apply((state) => ({ ...state, reading: false }));
  }

  /** Asks what changes nothing here by itself; notes tell what came of it. @throws SignallingError */
  ask<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    return this.#link.request(method, params);
  }

  /** Takes a line away for everybody. @throws SignallingError */
  async remove(line: ChatLine): Promise<void> {
    await this.#link.request('chat.delete', { line: line.id });
    this.#memory.apply((state) => afterGone(state, [line.id]));
  }

  /**
   * Decides about a held line. It leaves the queue at once, and comes back where the server does not know.
   * @throws SignallingError
   */
  async judge(line: string, verdict: Verdict): Promise<void> {
    const held = this.#memory.state.held.find((one) => one.line.id === line);
    if (held === undefined) return;
    this.#memory.apply((state) => withoutHeld(state, [line]));
    try {
      await this.#link.request('chat.judge', { line, verdict });
    } catch (thrown) {
      const code = codeOf(thrown);
      // Decided by somebody quicker, or taken away: it waits no more either way.
      if (code !== 'CONFLICT' && code !== 'NOT_FOUND') this.#memory.apply((state) => withHeld(state, held));
      throw thrown;
    }
  }

  /** Changes how chat goes here. @throws SignallingError */
  async change(change: Partial<ChannelSettings>): Promise<void> {
    const settings = await this.#link.request('chat.settings', change);
    this.#memory.apply((state) => ({ ...state, settings }));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retrying);
    for (const stop of this.#stops) stop();
    this.#memory.close();
  }

  #beholder() {
    const { room, performer } = this.#options;
    return { room, performer, me: this.#me };
  }

  async #open(): Promise<void> {
    clearTimeout(this.#retrying);
    this.#opening += 1;
    const opening = this.#opening;
    try {
      // Only the last one asked for counts: an earlier answer may know less.
      const { lines } = await this.#memory.take(this.#link.request('chat.open', {}), (state, snapshot) =>
        opening === this.#opening ? afterSnapshot(state, snapshot) : undefined,
      );
      if (opening !== this.#opening || this.#closed) return;
      this.#failures = 0;
      this.speaker.goOn();
      await this.#readAgain(lines, opening).catch(() => undefined);
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

  /** What the snapshot did not reach may have lost lines meanwhile: it is read again, page by page. */
  async #readAgain(newest: readonly ChatLine[], opening: number): Promise<void> {
    let known = newest;
    let right = oldestOf(newest)?.id;
    for (let page = 0; page < maxLines / linesAtOnce; page += 1) {
      const oldest = this.#memory.state.lines[0]?.id;
      const before = known[0]?.id;
      if (right === undefined || before === undefined || oldest === undefined || oldest >= right) return;
      if (opening !== this.#opening || this.#closed) return;
      known = await this.#readBefore(before, right, linesAtOnce);
      const least = oldestOf(known)?.id;
      right = least !== undefined && least < right ? least : right;
    }
  }

  /** One page of lines before this one; what is not in it and not younger than `right` is gone. */
  async #readBefore(before: string, right: string, limit: number): Promise<readonly ChatLine[]> {
    const asked = this.#link.request('chat.history', { before, limit });
    const { lines } = await this.#memory.take(asked, (state, page) => afterOlder(state, right, page));
    return lines;
  }
}
