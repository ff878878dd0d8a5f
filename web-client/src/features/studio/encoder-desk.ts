/**
 * The performer's place beside an encoder: in the room as its performer, sending nothing, seeing what arrives. No React.
 */
import type { Note } from '#protocol/socket/notes.ts';
import { kindOf } from '#protocol/socket/source.ts';
import { call } from '../../api/index.ts';
import { Watcher } from '../../media/index.ts';
import {
  type ConnectionState,
  createStore,
  openPageSignalling,
  type Readable,
  Room,
  type Signalling,
  type Store,
} from '../../signalling/index.ts';
import type { Health } from './broadcast-state.ts';
import { type EncoderState, encoderAtRest, isLive, withRoom, withStream } from './encoder-state.ts';
import { keepActs } from './keep-acts.ts';
import { problemFrom } from './problem.ts';

/** So long may the server be silent about what arrives before nothing does. */
const healthStaleMs = 6_000;

export class EncoderDesk {
  readonly #streamId: string;
  readonly #signalling: Signalling = openPageSignalling();
  /** What moderators did. */
  readonly moderated = keepActs(this.#signalling);
  readonly #state: Store<EncoderState> = createStore(encoderAtRest);
  readonly #watcher: Watcher;
  readonly #room: Room;
  #healthTimer: ReturnType<typeof setTimeout> | undefined;

  /** Enters at once. */
  constructor(streamId: string) {
    this.#streamId = streamId;
    this.#watcher = new Watcher(this.#signalling, { onLost: () => this.#room.again(), onAsked: () => undefined });
    this.#room = new Room(this.#signalling, {
      ...{ room: streamId, as: 'performer' },
      onSnapshot: ({ media }) => {
        this.#watcher.accept(null, media);
        // Joining again ended what was received before.
        if (media.producers.length > 0) this.#watcher.sync();
      },
      onNote: (note) => this.#hear(note),
    });
    this.#room.state.subscribe(() => this.#state.set(withRoom(this.#state.get(), this.#room.state.get())));
  }

  get state(): Readable<EncoderState> {
    return this.#state;
  }

  get connection(): Readable<ConnectionState> {
    return this.#signalling.state;
  }

  /** What arrives, for a video element. */
  get picture(): MediaStream {
    return this.#watcher.stream;
  }

  retry(): void {
    this.#signalling.retryNow();
  }

  /** Never rejects: what goes wrong stands in `problem`. */
  async goLive(): Promise<void> {
    await this.#act('starting', 'startStream');
  }

  /** As `goLive`. */
  async end(): Promise<void> {
    await this.#act('ending', 'endStream');
  }

  close(): void {
    clearTimeout(this.#healthTimer);
    this.moderated.close();
    this.#room.leave();
    this.#watcher.close();
    this.#signalling.close();
  }

  async #act(doing: 'starting' | 'ending', route: 'startStream' | 'endStream'): Promise<void> {
    if (this.#state.get().doing !== undefined) return;
    this.#change({ doing, problem: undefined });
    try {
      const { stream } = await call(route, { params: { id: this.#streamId }, body: {} });
      this.#state.set(withStream({ ...this.#state.get(), doing: undefined }, stream));
    } catch (thrown) {
      this.#change({ doing: undefined, problem: problemFrom(thrown) });
    }
  }

  #hear(note: Note): void {
    if (note.name === 'watch.lost') this.#watcher.transportLost(note.body.transport);
    if (note.name === 'room.media' && isLive(this.#state.get()) && note.body.producers.length === 0) this.#silent();
    if (note.name !== 'publish.health') return;
    clearTimeout(this.#healthTimer);
    this.#healthTimer = setTimeout(() => this.#silent(), healthStaleMs);
    this.#change({ health: note.body.producers });
    this.#follow(note.body.producers);
  }

  /** Before it is live the room is told of no media; its performer knows from what is measured. */
  #follow(health: Health): void {
    const room = this.#room.state.get();
    if (room.phase !== 'joined') return;
    const producers = health.map(({ id, source }) => ({ id, source, kind: kindOf(source), paused: false }));
    this.#watcher.follow({ ...room.media, producers });
  }

  #silent(): void {
    clearTimeout(this.#healthTimer);
    this.#change({ health: [] });
  }

  #change(change: Partial<EncoderState>): void {
    this.#state.set({ ...this.#state.get(), ...change });
  }
}
