/**
 * One broadcast from "Go live" to its end: announces the stream, enters its room, sends, opens it, and waits until the
 * server says that it arrives. Keeps sending through losses. No React in here.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import type { editStream, Stream } from '#protocol/http/streams.ts';
import type { Note } from '#protocol/socket/notes.ts';
import { call } from '../../api/index.ts';
import type { Publisher } from '../../media/index.ts';
import {
  createStore,
  type JoinedRoom,
  type Readable,
  Room,
  type Signalling,
  SignallingError,
  type Store,
} from '../../signalling/index.ts';
import type { Announcement } from './announcement.ts';
import { afterHealth, afterRoom, atRest, type BroadcastState, type Phase, type Step } from './broadcast-state.ts';
import { forgetShow, rememberShow } from './last-show.ts';
import { problemFrom } from './problem.ts';
import { whenJoined } from './when-joined.ts';

/** So long may the server be silent about what arrives before we say that nothing does. */
const healthStaleMs = 6_000;
/** So long may confirmation take before the person hears of it. Trying goes on. */
const confirmMs = 12_000;

export class Broadcast {
  readonly #signalling: Signalling;
  readonly #publisher: Publisher;
  /** Brings what should be sent in line with camera and microphone. */
  readonly #send: () => Promise<void>;
  readonly #state: Store<BroadcastState> = createStore<BroadcastState>(atRest);
  readonly #snapshots: Store<number> = createStore(0);
  readonly #stopFollowing: () => void;
  #room: Room | undefined;
  /** What was announced and not yet opened: a second try does not announce it again. */
  #announced: { key: string; stream: Stream } | undefined;
  #healthTimer: ReturnType<typeof setTimeout> | undefined;
  #confirmTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(signalling: Signalling, publisher: Publisher, send: () => Promise<void>) {
    this.#signalling = signalling;
    this.#publisher = publisher;
    this.#send = send;
    this.#stopFollowing = publisher.state.subscribe(() => this.#change({ publish: publisher.state.get() }));
  }

  get state(): Readable<BroadcastState> {
    return this.#state;
  }

  /** Counts the snapshots of the room: whatever else was read of it is to be read again. */
  get snapshots(): Readable<number> {
    return this.#snapshots;
  }

  /** Never rejects: what goes wrong stands in `problem`, and the studio is back at its setup. */
  async goLive(announcement: Announcement): Promise<void> {
    await this.#attempt(async () => {
      this.#step('announcing');
      const stream = await this.#announce(announcement);
      await this.#open(stream);
      this.#announced = undefined;
    });
  }

  /** Goes live with a stream that was announced before, instead of announcing another. Never rejects, as `goLive`. */
  async goLiveWith(stream: Stream): Promise<void> {
    await this.#attempt(() => this.#open(stream));
  }

  /** Sends, for oneself and staff alone, to see how it goes out. Never rejects, as `goLive`. */
  async test(announcement: Announcement): Promise<void> {
    await this.#attempt(async () => {
      this.#step('announcing');
      const stream = await this.#announce(announcement);
      await this.#enter(stream.id);
      await call('testStream', { params: { id: stream.id }, body: {} });
      await this.#sendInto();
      this.#change({ phase: 'testing', step: undefined });
    });
  }

  /** From the test, without an interruption, to everybody. */
  async goLiveFromTest(): Promise<void> {
    const { phase, stream } = this.#state.get();
    if (phase !== 'testing' || stream === undefined) return;
    this.#change({ phase: 'starting', problem: undefined });
    try {
      await this.#begin(stream);
      this.#announced = undefined;
    } catch (thrown) {
      this.#change({ phase: 'testing', step: undefined, stream, problem: problemFrom(thrown) });
      // The answer may be all that was lost: the room knows whether everybody watches.
      this.#roomChanged();
    }
  }

  /** Back to the setup; what was announced for it is used again. */
  async endTest(): Promise<void> {
    const { phase, stream } = this.#state.get();
    if (phase !== 'testing' || stream === undefined) return;
    this.reset();
    // It ends by itself where this does not arrive, because nothing is sent any more.
    await call('endStream', { params: { id: stream.id }, body: {} }).catch(() => undefined);
  }

  /** Takes up a stream that is live already, after the page was loaded anew. */
  async goOn(stream: Stream): Promise<void> {
    await this.#attempt(() => this.#resume(stream.id), true);
  }

  /** The same by itself, right after a reload. What ended meanwhile stays ended. */
  async comeBack(streamId: string): Promise<void> {
    await this.#attempt(() => this.#resume(streamId), true);
  }

  /** Sends again from here, after another tab had taken over. */
  async takeBack(): Promise<void> {
    await this.#send().catch((thrown) => this.#change({ problem: problemFrom(thrown) }));
  }

  async end(): Promise<void> {
    const { stream, phase } = this.#state.get();
    if (stream === undefined || phase === 'ending') return;
    this.#change({ phase: 'ending', problem: undefined });
    await this.#endStream(stream, phase);
  }

  async #endStream(stream: Stream, otherwise: Phase): Promise<void> {
    try {
      const ended = await call('endStream', { params: { id: stream.id }, body: {} });
      this.#change({ phase: 'ended', step: undefined, stream: ended.stream });
      forgetShow();
      this.#quit();
    } catch (thrown) {
      this.#change({ phase: otherwise, problem: problemFrom(thrown) });
      this.#roomChanged();
    }
  }

  /** Ends a stream that is live without us. */
  async endOther(stream: Stream): Promise<void> {
    this.#state.set({ ...atRest, phase: 'ending', stream, since: stream.liveSince ?? undefined });
    await this.#endStream(stream, 'setup');
  }

  /** Back to the setup, after an end. */
  reset(): void {
    this.#quit();
    this.#state.set(atRest);
  }

  close(): void {
    this.#stopFollowing();
    this.#quit();
  }

  /** The show has another title or other tags. @throws ApiError */
  async describe(change: BodyOf<typeof editStream>): Promise<void> {
    const { stream } = this.#state.get();
    if (stream === undefined) return;
    const edited = await call('editStream', { params: { id: stream.id }, body: change });
    const now = this.#state.get().stream;
    if (now?.id === stream.id) this.#change({ stream: edited.stream });
  }

  /** @param again a show that is on is taken up */
  async #attempt(steps: () => Promise<void>, again = false): Promise<void> {
    this.#state.set({ ...atRest, phase: 'starting', again });
    try {
      await steps();
    } catch (thrown) {
      this.#quit();
      this.#state.set({ ...atRest, problem: problemFrom(thrown) });
    }
  }

  async #announce(announcement: Announcement): Promise<Stream> {
    const key = JSON.stringify(announcement);
    if (this.#announced?.key === key) return this.#announced.stream;
    const { stream } = await call('createStream', { body: announcement });
    this.#announced = { key, stream };
    return stream;
  }

  async #resume(streamId: string): Promise<void> {
    const { stream } = await this.#enter(streamId);
    if (stream.state !== 'LIVE') throw new SignallingError('STREAM_STATE', 'The show has ended.');
    await this.#sendInto();
    this.#confirm(stream);
  }

  async #open(stream: Stream): Promise<void> {
    await this.#enter(stream.id);
    await this.#sendInto();
    await this.#begin(stream);
  }

  async #begin(stream: Stream): Promise<void> {
    this.#step('opening');
    const started = await call('startStream', { params: { id: stream.id }, body: {} });
    this.#confirm(started.stream);
  }

  async #sendInto(): Promise<void> {
    this.#step('sending');
    await this.#send();
  }

  async #enter(streamId: string): Promise<JoinedRoom> {
    this.#step('entering');
    const room = new Room(this.#signalling, {
      room: streamId,
      as: 'performer',
      onSnapshot: ({ media }) => {
        this.#publisher.follow(media);
        this.#snapshots.set(this.#snapshots.get() + 1);
      },
      onNote: (note) => this.#hear(note),
    });
    this.#room = room;
    const joined = await whenJoined(room);
    room.state.subscribe(() => this.#roomChanged());
    this.#roomChanged();
    return joined;
  }

  #confirm({ id, liveSince }: Stream): void {
    this.#change({ step: 'confirming', since: liveSince ?? undefined });
    this.#awaitArrival(id);
    // It may have been refused meanwhile.
    this.#roomChanged();
  }

  /** The show is on: only what arrives of it is missing. */
  #awaitArrival(streamId: string): void {
    rememberShow(streamId);
    clearTimeout(this.#confirmTimer);
    this.#confirmTimer = setTimeout(() => {
      const { step } = this.#state.get();
      if (step === 'confirming') this.#change({ problem: { code: 'NOTHING_ARRIVES', message: '' } });
    }, confirmMs);
  }

  #hear(note: Note): void {
    if (note.name === 'room.media') this.#publisher.follow(note.body);
    if (note.name === 'publish.taken-over') this.#publisher.takenOver();
    if (note.name === 'publish.lost') this.#publisher.lost(note.body);
    if (note.name === 'publish.moving') this.#publisher.move(note.body);
    if (note.name === 'publish.layers') this.#publisher.limit(note.body);
    if (note.name !== 'publish.health') return;
    clearTimeout(this.#healthTimer);
    this.#healthTimer = setTimeout(() => this.#change({ health: [] }), healthStaleMs);
    // In case the word about its layers was lost.
    for (const { id, layers } of note.body.producers) {
      const spatialLayer = layers.findLastIndex(({ wanted }) => wanted);
      if (spatialLayer >= 0) this.#publisher.limit({ producer: id, spatialLayer });
    }
    this.#state.set(afterHealth(this.#state.get(), note.body.producers));
  }

  #roomChanged(): void {
    const room = this.#room?.state.get();
    if (room === undefined) return;
    const before = this.#state.get();
    const now = afterRoom(before, room);
    this.#state.set(now);
    if (before.phase === 'testing' && now.phase !== 'testing' && now.stream !== undefined) {
      this.#announced = undefined;
      this.#awaitArrival(now.stream.id);
    }
    // Ended, shut out, or a test that is over: nothing of it may go on being sent.
    if (now.phase === 'ended' || (now.phase === 'setup' && before.phase !== 'setup')) this.#quit();
  }

  #step(step: Step): void {
    this.#change({ step });
  }

  #change(change: Partial<BroadcastState>): void {
    this.#state.set({ ...this.#state.get(), ...change });
  }

  /** Stops sending and leaves; what is shown stays. */
  #quit(): void {
    clearTimeout(this.#healthTimer);
    clearTimeout(this.#confirmTimer);
    const room = this.#room;
    this.#room = undefined;
    this.#publisher.stop();
    room?.leave();
  }
}
