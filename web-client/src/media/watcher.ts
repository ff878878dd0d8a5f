/**
 * Receives a room: takes the offer that comes with the join, keeps up with what is being sent, and puts every track into
 * one MediaStream that a video element can hold for as long as the page lives.
 */
import type { types } from 'mediasoup-client';
import type { RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import type { RoomMedia, WatchOffer } from '#protocol/socket/room.ts';
import {
  codeOf,
  createStore,
  mark,
  type Readable,
  randomShare,
  reconnectDelayMs,
  type Signalling,
  SignallingError,
  type Store,
} from '../signalling/index.ts';
import { type BrowserDevice, probeBrowser, receivable } from './browser-device.ts';
import { Received } from './received.ts';
import { showTracks } from './show-tracks.ts';
import type { WatchState } from './watch-state.ts';

/** How long a transport may be without its peer before it counts as lost; a phone changing networks comes back. */
const disconnectedMs = 3_000;

export class Watcher {
  /** For the video element; never another one. */
  readonly stream = new MediaStream();
  readonly #signalling: Signalling;
  readonly #onLost: () => void;
  readonly #browser: BrowserDevice = probeBrowser();
  readonly #state: Store<WatchState> = createStore<WatchState>('idle');
  #received: Received | undefined;
  /** One step after the other: an offer is taken whole before the next is looked at. */
  #work: Promise<void> = Promise.resolve();
  #syncWanted = false;
  #failures = 0;
  #closed = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onLost the transport is beyond repair: join afresh */
  constructor(signalling: Signalling, onLost: () => void) {
    this.#signalling = signalling;
    this.#onLost = onLost;
  }

  get state(): Readable<WatchState> {
    return this.#state;
  }

  /** What to send with the join; undefined where the server has no media plane or the browser no WebRTC. */
  async capabilities(): Promise<RtpCapabilities | undefined> {
    try {
      const device = await this.#device();
      return device && receivable(device);
    } catch {
      this.#state.set('unsupported');
      return undefined;
    }
  }

  /** A snapshot: what was offered with it, and what is being sent. */
  accept(offer: WatchOffer | null, media: RoomMedia): void {
    if (offer !== null) this.#queue(() => this.#take(offer));
    this.follow(media);
  }

  /** What is being sent has changed. */
  follow(media: RoomMedia): void {
    this.#queue(async () => this.#compare(media));
  }

  /** Asks the server what is missing; repeating it does no harm. */
  sync(): void {
    if (this.#syncWanted || this.#closed) return;
    this.#syncWanted = true;
    this.#queue(async () => {
      this.#syncWanted = false;
      await this.#sync();
    });
  }

  close(): void {
    this.#closed = true;
    this.#drop();
  }

  #device(): Promise<types.Device> | undefined {
    const router = this.#signalling.welcome.get()?.rtpCapabilities ?? undefined;
    return router === undefined ? undefined : this.#browser.load(router);
  }

  #queue(step: () => Promise<void>): void {
    this.#work = this.#work.then(step).then(
      () => {
        this.#failures = 0;
      },
      (thrown) => this.#failed(thrown),
    );
  }

  #failed(thrown: unknown): void {
    const code = codeOf(thrown);
    // Those bring a new join by themselves.
    if (this.#closed || code === 'CONNECTION_LOST' || code === 'CLOSED' || code === 'NOT_IN_ROOM') return;
    console.warn('Busker: receiving failed', thrown);
    this.#failures += 1;
    setTimeout(() => this.sync(), reconnectDelayMs(this.#failures + 1, randomShare()));
  }

  #compare({ mediaEpoch, producers }: RoomMedia): void {
    const ids = producers.map(({ id }) => id);
    const current = this.#received?.mediaEpoch === mediaEpoch ? this.#received : undefined;
    current?.keepOnly(ids);
    if (current !== undefined) showTracks(this.stream, current.tracks());
    const had = current?.tracks().map(({ producerId }) => producerId) ?? [];
    if (ids.some((id) => !had.includes(id)) || (current === undefined && this.#received !== undefined)) this.sync();
  }

  async #sync(): Promise<void> {
    if (this.#closed || this.#state.get() === 'unsupported') return;
    const rtpCapabilities = await this.capabilities();
    if (rtpCapabilities === undefined) {
      if (this.#state.get() === 'unsupported') return;
      // The media plane came up after our welcome; the next welcome names its capabilities.
      this.#signalling.renew();
      throw new SignallingError('MEDIA_UNAVAILABLE', 'The server did not say what it can send.');
    }
    await this.#take(await this.#signalling.request('watch.sync', { rtpCapabilities }));
  }

  async #take(offer: WatchOffer): Promise<void> {
    if (this.#closed) return;
    if (offer.transport !== null || this.#received?.mediaEpoch !== offer.mediaEpoch) this.#drop();
    const device = await this.#device();
    if (device === undefined || this.#closed) return;
    if (offer.transport !== null) this.#receive(device, offer.transport, offer.mediaEpoch);
    if (offer.consumers.length === 0) return;
    const into = this.#received;
    // The server believes in a transport that is gone here.
    if (into === undefined) return this.#lost();
    const consumers = await into.consume(offer.consumers);
    if (into !== this.#received) return;
    showTracks(this.stream, into.tracks());
    const { mediaEpoch } = offer;
    if (consumers.length > 0) await this.#signalling.request('watch.resume', { mediaEpoch, consumers });
  }

  #receive(device: types.Device, offer: TransportOffer, mediaEpoch: number): void {
    const made: Received = new Received(device, offer, mediaEpoch, {
      connect: (transport, dtlsParameters) =>
        this.#signalling.request('transport.connect', { mediaEpoch, transport, dtlsParameters }),
      onConnection: (now) => {
        if (made === this.#received) this.#connectionChanged(now);
      },
    });
    this.#received = made;
    this.#state.set('connecting');
  }

  #connectionChanged(now: types.ConnectionState): void {
    clearTimeout(this.#timer);
    if (now === 'connected') {
      mark('transport-connected');
      this.#state.set('connected');
    }
    if (now === 'disconnected') this.#timer = setTimeout(() => this.#lost(), disconnectedMs);
    if (now === 'failed') this.#lost();
  }

  #lost(): void {
    this.#drop();
    this.#state.set('lost');
    this.#onLost();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#received?.close();
    this.#received = undefined;
    showTracks(this.stream, []);
    if (this.#state.get() !== 'unsupported') this.#state.set('idle');
  }
}
