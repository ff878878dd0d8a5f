/**
 * One room, entered and kept: joins as soon as there is a session, applies its notes in order, and joins again whenever
 * something was missed or the session is a new one. Refusals end in a state that `again()` leaves.
 */
import type { RtpCapabilities } from '#protocol/media/rtp.ts';
import type { Note, NoteBody } from '#protocol/socket/notes.ts';
import type { RoomSnapshot } from '#protocol/socket/room.ts';
import { randomShare, reconnectDelayMs } from './backoff.ts';
import { mark } from './marks.ts';
import { afterNote, fromSnapshot, type RoomState } from './room-state.ts';
import type { Signalling } from './signalling.ts';
import { codeOf, type SignallingCode, SignallingError } from './signalling-error.ts';
import { createStore, type Readable, type Store } from './store.ts';

export interface RoomOptions {
  readonly room: string;
  readonly as: 'viewer' | 'performer' | 'guest';
  /** Staff: why they watch so that nobody notices them; absent: openly. */
  readonly silently?: string;
  /** Of those who want to watch: what this browser can receive; undefined where the media plane is away. */
  readonly rtpCapabilities?: () => Promise<RtpCapabilities | undefined>;
  /** Each snapshot, before the room's state shows it. */
  readonly onSnapshot?: (snapshot: RoomSnapshot) => void;
  /** Each note of this room or of this session, after the room's state shows it. */
  readonly onNote?: (note: Note) => void;
}

/** Codes that another attempt a moment later may not meet. */
const passing: readonly SignallingCode[] = [
  'TIMED_OUT',
  'OVERLOADED',
  'RATE_LIMITED',
  'INTERNAL',
  'MEDIA_UNAVAILABLE',
  'MEDIA_EPOCH_STALE',
];
/** So many failures in a row are shown to the person; trying goes on. */
const shownAfter = 3;

/** Put out while inside. */
const removed: Readonly<Record<NoteBody<'room.removed'>['reason'], RoomState>> = {
  banned: { phase: 'refused', code: 'BANNED', message: 'You were shut out of this channel.', facts: {} },
  taken_over: { phase: 'refused', code: 'TAKEN_OVER', message: 'You are in this room elsewhere.', facts: {} },
};

export class Room {
  readonly #signalling: Signalling;
  readonly #options: RoomOptions;
  readonly #state: Store<RoomState> = createStore<RoomState>({ phase: 'joining' });
  readonly #stops: readonly (() => void)[];
  #joining = false;
  #wanted = false;
  #left = false;
  #failures = 0;
  /** The session that last entered: its seat in a two-way room is ours to go on with. */
  #seated: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Enters at once, or with the welcome. */
  constructor(signalling: Signalling, options: RoomOptions) {
    this.#signalling = signalling;
    this.#options = options;
    this.#stops = [
      signalling.onWelcome(({ session }) => {
        const settled = this.#joining || this.#state.get().phase === 'joined';
        // Whose seat was taken by another tab does not take it back by itself.
        if (!this.#isElsewhere() && (!session.resumed || !settled)) void this.#join();
      }),
      signalling.onGap((room) => {
        if (room === options.room) void this.#join();
      }),
      signalling.onNote((note) => this.#hear(note)),
    ];
    if (signalling.welcome.get() !== undefined) void this.#join();
  }

  get state(): Readable<RoomState> {
    return this.#state;
  }

  /** Joins again, keeping the seat: for a snapshot with media made anew, or after a refusal. What another tab took it takes back. */
  again(): void {
    if (this.#isElsewhere()) this.#seated = undefined;
    if (this.#state.get().phase === 'refused') this.#state.set({ phase: 'joining' });
    void this.#join();
  }

  /** Leaves for good; the state stays as it was. */
  leave(): void {
    if (this.#left) return;
    this.#left = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
    this.#sayLeave();
  }

  #isElsewhere(): boolean {
    const now = this.#state.get();
    return now.phase === 'refused' && now.code === 'TAKEN_OVER';
  }

  async #join(): Promise<void> {
    this.#wanted = true;
    if (this.#joining) return;
    this.#joining = true;
    clearTimeout(this.#timer);
    while (this.#wanted && !this.#left) {
      this.#wanted = false;
      await this.#attempt();
    }
    this.#joining = false;
  }

  async #attempt(): Promise<void> {
    try {
      const { room, as, silently, rtpCapabilities } = this.#options;
      const capabilities = await rtpCapabilities?.();
      const after = as === 'viewer' || this.#seated === undefined ? {} : { after: this.#seated };
      const watch = { room, ...after, ...(capabilities === undefined ? {} : { rtpCapabilities: capabilities }) };
      const snapshot =
        silently === undefined
          ? await this.#signalling.request('room.join', { ...watch, as })
          : await this.#signalling.request('room.watch-silently', { ...watch, reason: silently });
      this.#entered(snapshot);
    } catch (thrown) {
      if (!this.#left) this.#failed(thrown);
    }
  }

  #entered(snapshot: RoomSnapshot): void {
    if (this.#left) return;
    mark('joined');
    this.#seated = this.#signalling.welcome.get()?.session.id;
    this.#failures = 0;
    this.#options.onSnapshot?.(snapshot);
    this.#state.set(fromSnapshot(snapshot));
  }

  #failed(thrown: unknown): void {
    const code = codeOf(thrown);
    // A lost connection brings a new welcome, and that a new join.
    if (code === 'CONNECTION_LOST' || code === 'CLOSED') return;
    this.#failures += 1;
    if (passing.includes(code)) {
      const waitMs = reconnectDelayMs(this.#failures + 1, randomShare());
      this.#timer = setTimeout(() => void this.#join(), waitMs);
      if (this.#failures < shownAfter || this.#state.get().phase === 'joined') return;
    }
    const { message, facts } = thrown instanceof SignallingError ? thrown : { message: String(thrown), facts: {} };
    this.#state.set({ phase: 'refused', code, message, facts });
  }

  #hear(note: Note): void {
    if (note.room !== null && note.room !== this.#options.room) return;
    const now = this.#state.get();
    if (now.phase === 'joined') this.#state.set(afterNote(now, note));
    if (note.name === 'room.removed') this.#state.set(removed[note.body.reason]);
    this.#options.onNote?.(note);
  }

  #sayLeave(): void {
    this.#signalling.request('room.leave', {}).catch(() => undefined);
  }
}
