/**
 * One person's side of a call, without React: their devices, the conversation, the room, what they send and what they receive.
 * Nothing is sent, and no seat taken, before `join`.
 */
import type { Note } from '#protocol/socket/notes.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import type { Part } from '#protocol/socket/source.ts';
import { call } from '../../api/index.ts';
import { Capture, keepAwake, Publisher, Watcher, type WatchState } from '../../media/index.ts';
import { createStore, openPageSignalling, type Readable, Room, type Signalling } from '../../signalling/index.ts';
import { heardBy, wantedOf } from './call-media.ts';
import { type CallState, inLobby } from './call-state.ts';

export class CallVisit {
  readonly signalling: Signalling = openPageSignalling();
  readonly capture = new Capture(undefined);
  readonly #id: string;
  readonly #publisher = new Publisher(this.signalling);
  readonly #watcher = new Watcher(this.signalling, {
    onLost: () => this.#room?.again(),
    onAsked: () => undefined,
  });
  readonly #state = createStore<CallState>(inLobby);
  readonly #snapshots = createStore(0);
  readonly #stopCapture: () => void;
  #room: Room | undefined;
  #stopRoom: (() => void) | undefined;
  #letSleep: (() => void) | undefined;

  /** Asks for camera and microphone at once: that is what one comes for. @param id of the room */
  constructor(id: string) {
    this.#id = id;
    this.#stopCapture = this.capture.state.subscribe(() => this.#sendWhereOpen());
    void this.capture.start();
  }

  get state(): Readable<CallState> {
    return this.#state;
  }

  /** Counts the room's snapshots: whatever else was read of it is to be read again. */
  get snapshots(): Readable<number> {
    return this.#snapshots;
  }

  /** What the other sends, for a video element. */
  get stream(): MediaStream {
    return this.#watcher.stream;
  }

  get watch(): Readable<WatchState> {
    return this.#watcher.state;
  }

  /** Takes the seat: the guest's where it is theirs, else the host's, who opens the room with it. Again: tries again. */
  join(): void {
    if (this.#room === undefined) {
      this.#letSleep ??= keepAwake();
      this.#enter(this.#state.get().part);
      return;
    }
    const { room, part } = this.#state.get();
    if (room?.phase === 'joined' && part === 'host') void this.#open();
    else this.#room.again();
  }

  /** Gets up; the room stays as it is. */
  leave(): void {
    this.#quit();
    this.#change({ step: 'left', room: undefined });
  }

  /** Ends it for both: for the host. */
  async end(): Promise<void> {
    await this.#attempt(() => call('endStream', { params: { id: this.#id }, body: {} }));
  }

  close(): void {
    this.#quit();
    this.#stopCapture();
    this.#watcher.close();
    this.#publisher.close();
    this.capture.close();
    this.signalling.close();
  }

  #enter(part: Part): void {
    const room = new Room(this.signalling, {
      room: this.#id,
      as: part === 'host' ? 'performer' : 'guest',
      rtpCapabilities: () => this.#watcher.capabilities(),
      onSnapshot: ({ watch, media }) => {
        this.#watcher.accept(watch, heardBy(part, media));
        this.#publisher.follow(media);
        this.#snapshots.set(this.#snapshots.get() + 1);
      },
      onNote: (note) => this.#hear(note, part),
    });
    this.#room = room;
    this.#change({ step: 'in', part, room: room.state.get(), problem: false });
    this.#stopRoom = room.state.subscribe(() => this.#roomChanged(room, part));
  }

  #roomChanged(room: Room, part: Part): void {
    const before = this.#state.get().room;
    const now = room.state.get();
    // Whoever is named, and is not the guest, is the host.
    if (now.phase === 'refused' && now.code === 'FORBIDDEN' && part === 'guest') {
      this.#quit();
      this.#enter('host');
      return;
    }
    this.#change({ room: now });
    if (now.phase !== 'joined') {
      if (now.phase === 'refused') this.#stopMedia();
      return;
    }
    const { state } = now.stream;
    const came = before?.phase !== 'joined';
    if (came && part === 'host' && state !== 'LIVE') void this.#open();
    if (!came && before.stream.state === state) return;
    if (state === 'LIVE') this.#sendWhereOpen();
    else if (!came) this.#stopMedia();
  }

  /** The host sends first, and lets the guest in with that. */
  async #open(): Promise<void> {
    await this.#attempt(async () => {
      await this.#send();
      await call('startStream', { params: { id: this.#id }, body: {} });
    });
  }

  async #attempt(act: () => Promise<unknown>): Promise<void> {
    this.#change({ problem: false });
    try {
      await act();
    } catch (thrown) {
      console.warn('Busker: a call could not be opened or ended', thrown);
      this.#change({ problem: true });
    }
  }

  #sendWhereOpen(): void {
    const { room } = this.#state.get();
    if (room?.phase === 'joined' && room.stream.state === 'LIVE') void this.#send().catch(() => undefined);
  }

  #send(): Promise<void> {
    return this.#publisher.send(wantedOf(this.capture.state.get()));
  }

  #hear(note: Note, part: Part): void {
    if (note.name === 'room.media') this.#follow(note.body, part);
    if (note.name === 'room.state' && note.body.state === 'LIVE') this.#watcher.sync();
    if (note.name === 'watch.leaving') this.#watcher.transportLeaving(note.body.transport);
    if (note.name === 'watch.lost') this.#watcher.transportLost(note.body.transport);
    if (note.name === 'publish.lost') this.#publisher.lost(note.body);
    if (note.name === 'publish.moving' || note.name === 'call.moving') this.#publisher.move(note.body);
    if (note.name === 'publish.layers') this.#publisher.limit(note.body);
  }

  #follow(media: RoomMedia, part: Part): void {
    this.#watcher.follow(heardBy(part, media));
    this.#publisher.follow(media);
  }

  #stopMedia(): void {
    this.#publisher.stop();
    const { room } = this.#state.get();
    const mediaEpoch = room?.phase === 'joined' ? room.media.mediaEpoch : 0;
    this.#watcher.follow({ mediaEpoch, producers: [] });
  }

  #change(change: Partial<CallState>): void {
    this.#state.set({ ...this.#state.get(), ...change });
  }

  #quit(): void {
    this.#stopRoom?.();
    this.#stopMedia();
    this.#room?.leave();
    this.#room = undefined;
    this.#letSleep?.();
    this.#letSleep = undefined;
  }
}
