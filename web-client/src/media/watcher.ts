/**
 * Receives a room: takes the offer that comes with the join, keeps up with what is being sent, and puts every track into
 * one MediaStream that a video element can hold for as long as the page lives.
 */
import type { types } from 'mediasoup-client';
import type { ConsumerWish, RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import type { RoomMedia, WatchOffer } from '#protocol/socket/room.ts';
import { createStore, mark, type Readable, type Signalling, SignallingError, type Store } from '../signalling/index.ts';
import { type BrowserDevice, probeBrowser, receivable } from './browser-device.ts';
import { Handover } from './handover.ts';
import { IceRepair } from './ice-repair.ts';
import { onNetworkChange } from './network-change.ts';
import { Received, type ReceivedTrack } from './received.ts';
import { Rejoin } from './rejoin.ts';
import { showTracks } from './show-tracks.ts';
import { Steps } from './steps.ts';
import { readSample } from './watch-sample.ts';
import type { WatcherEvents, WatchState } from './watch-state.ts';

/** So often is a server that offers nothing asked once more, before the room is joined again. */
const asksBeforeJoining = 2;
/** So often in a row is the room joined again for the sake of one track, while others come. */
const joinsForOne = 3;

export class Watcher {
  /** For the stage's video element, and for a small one: the camera while a screen is shared. Never others. */
  readonly stream = new MediaStream();
  readonly inset = new MediaStream();
  readonly #signalling: Signalling;
  readonly #events: WatcherEvents;
  readonly #browser: BrowserDevice = probeBrowser();
  readonly #state: Store<WatchState> = createStore<WatchState>('idle');
  readonly #tracks: Store<readonly ReceivedTrack[]> = createStore<readonly ReceivedTrack[]>([]);
  readonly #stopHearing: () => void = onNetworkChange(() => this.#repair?.networkChanged());
  #received: Received | undefined;
  #repair: IceRepair | undefined;
  #iceRestarts = 0;
  readonly #steps = new Steps(() => this.sync());
  #syncWanted = false;
  /** What is being sent, as was last heard. */
  #media: RoomMedia | undefined;
  /** Ready to flow, and not known to do so. */
  #waiting: readonly string[] = [];
  #emptyOffers = 0;
  readonly #rejoin: Rejoin;
  readonly #handover = new Handover();
  #closed = false;

  constructor(signalling: Signalling, events: WatcherEvents) {
    this.#signalling = signalling;
    this.#events = events;
    this.#rejoin = new Rejoin(() => events.onLost());
  }

  get state(): Readable<WatchState> {
    return this.#state;
  }

  /** What is received now, shown or not; those that came later flow already. */
  get tracks(): Readable<readonly ReceivedTrack[]> {
    return this.#tracks;
  }

  /** How often the way to the media node was looked for anew. */
  get iceRestarts(): number {
    return this.#iceRestarts;
  }

  /** The browser's count of what arrives; undefined while there is no transport. */
  async stats(): Promise<RTCStatsReport | undefined> {
    return this.#received?.stats();
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
    this.#rejoin.stop();
    if (offer !== null) this.#steps.add(() => this.#take(offer));
    this.follow(media);
  }

  /** What is being sent has changed. */
  follow(media: RoomMedia): void {
    this.#media = media;
    this.#steps.add(async () => this.#compare(media));
  }

  /** Asks the server what is missing; repeating it does no harm. */
  sync(): void {
    if (this.#syncWanted || this.#closed) return;
    this.#syncWanted = true;
    this.#steps.add(async () => {
      this.#syncWanted = false;
      await this.#sync();
    });
  }

  /** How much has arrived over the transport that is used now, in bytes; undefined while there is none. */
  async bytes(): Promise<number | undefined> {
    const report = await this.stats().catch(() => undefined);
    return report && readSample(report, 0, false).bytes;
  }

  /** Says what is wanted of the consumers; nothing where there is no transport. @throws SignallingError */
  async prefer(consumers: ConsumerWish[]): Promise<void> {
    const mediaEpoch = this.#received?.mediaEpoch;
    if (mediaEpoch !== undefined) await this.#signalling.request('watch.prefer', { mediaEpoch, consumers });
  }

  /** The server is about to close this transport: another is asked for before. */
  transportLeaving(transport: string): void {
    if (this.#received?.transport === transport) this.sync();
  }

  /** The server closed this transport: what it was for is asked for anew, without waiting for its silence. */
  transportLost(transport: string): void {
    if (this.#received?.transport !== transport) return;
    this.#drop();
    this.#state.set('lost');
    this.sync();
  }

  close(): void {
    this.#closed = true;
    this.#steps.close();
    this.#stopHearing();
    this.#rejoin.stop();
    this.#drop();
  }

  #device(): Promise<types.Device> | undefined {
    const router = this.#signalling.welcome.get()?.rtpCapabilities ?? undefined;
    return router === undefined ? undefined : this.#browser.load(router);
  }

  #compare({ mediaEpoch, producers }: RoomMedia): void {
    const ids = producers.map(({ id }) => id);
    const current = this.#received?.mediaEpoch === mediaEpoch ? this.#received : undefined;
    current?.keepOnly(ids);
    if (current !== undefined) this.#showAll(current);
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
    if (offer.transport !== null) this.#retire();
    else if (this.#received?.mediaEpoch !== offer.mediaEpoch) this.#drop();
    const device = await this.#device();
    if (device === undefined || this.#closed) return;
    if (offer.transport !== null) this.#receive(device, offer.transport, offer.mediaEpoch);
    const into = this.#received;
    if (into === undefined) return this.#withoutTransport(offer);
    this.#emptyOffers = 0;
    const { ready, failed } = await into.consume(offer.consumers);
    if (into !== this.#received) return;
    this.#showAll(into);
    // The server holds them for made, and never offers them again.
    if (failed && (into.tracks().length === 0 || this.#rejoin.losses < joinsForOne)) return this.#lost();
    if (!failed && offer.consumers.length > 0) this.#rejoin.succeeded();
    this.#waiting = [...this.#waiting, ...ready];
    await this.#resume(into);
  }

  /** Those whose flow was asked for in vain are asked for again, with the next offer. */
  async #resume(into: Received): Promise<void> {
    this.#waiting = this.#waiting.filter((id) => into.has(id));
    if (this.#waiting.length === 0) return;
    const consumers = [...this.#waiting];
    const resumed = this.#signalling.request('watch.resume', { mediaEpoch: into.mediaEpoch, consumers });
    this.#events.onAsked();
    await resumed;
    if (into === this.#received) this.#waiting = this.#waiting.filter((id) => !consumers.includes(id));
  }

  /**
   * There is none here, and none was offered. Where something is sent, the server could not reach its media node, and may
   * the next time; or it believes in a transport that is gone here, and makes another with the next join.
   */
  #withoutTransport({ mediaEpoch, consumers }: WatchOffer): void {
    const media = this.#media;
    if (consumers.length === 0) {
      if (media === undefined || media.producers.length === 0) return;
      this.#emptyOffers += 1;
      if (this.#emptyOffers <= asksBeforeJoining || media.mediaEpoch !== mediaEpoch)
        throw new SignallingError('MEDIA_UNAVAILABLE', 'Something is sent, and nothing was offered.');
    }
    this.#lost();
  }

  #showAll(into: Received): void {
    if (!this.#handover.isUnderWay) {
      this.#show(into.tracks());
      return;
    }
    void this.#handover.over(into).then(() => {
      if (into !== this.#received) return;
      this.#show(into.tracks());
      this.#handover.end();
    });
  }

  #show(tracks: readonly ReceivedTrack[]): void {
    showTracks({ stage: this.stream, inset: this.inset }, tracks);
    this.#tracks.set(tracks);
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
    this.#rejoin.stop();
    this.#repair = new IceRepair({
      restart: () => this.#restartIce(made),
      giveUp: (why) => (why === 'refused' ? this.transportLost(made.transport) : this.#lost()),
    });
    if (!this.#handover.isUnderWay) this.#state.set('connecting');
  }

  async #restartIce(received: Received): Promise<void> {
    this.#iceRestarts += 1;
    const { mediaEpoch, transport } = received;
    const given = await this.#signalling.request('transport.restart-ice', { mediaEpoch, transport });
    if (received === this.#received) await received.restartIce(given);
  }

  #connectionChanged(now: types.ConnectionState): void {
    if (now === 'connected') {
      mark('transport-connected');
      this.#state.set('connected');
    }
    if (this.#state.get() === 'connected' && (now === 'disconnected' || now === 'failed')) this.#state.set('repairing');
    this.#repair?.connectionChanged(now);
  }

  #lost(): void {
    this.#drop();
    this.#state.set('lost');
    if (this.#rejoin.soon()) this.#emptyOffers = 0;
  }

  /** There is another way: the old one is shown until pictures come over it. */
  #retire(): void {
    const old = this.#state.get() === 'connected' ? this.#received : undefined;
    if (old === undefined) {
      this.#drop();
      return;
    }
    this.#repair?.close();
    this.#repair = undefined;
    this.#received = undefined;
    this.#waiting = [];
    this.#handover.keep(old);
  }

  #drop(): void {
    this.#handover.end();
    this.#repair?.close();
    this.#repair = undefined;
    this.#received?.close();
    this.#received = undefined;
    this.#waiting = [];
    this.#show([]);
    if (this.#state.get() !== 'unsupported') this.#state.set('idle');
  }
}
