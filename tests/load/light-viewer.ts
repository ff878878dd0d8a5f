/**
 * A viewer without a browser who behaves as the page does: the page's own conversation and room (sessions, repetitions,
 * snapshots), and beneath them the page's own rules for media (`web-client/src/media/watcher.ts`): sync when what is sent
 * changes or the server says that a transport is gone, join afresh when the way is lost. It cannot restart ICE: its WebRTC
 * stack cannot, nor does it nominate a way twice, so that a change of address is the end of its transport.
 */
import { sleep } from '#kernel/clock.ts';
import type { RtpCapabilities, TransportOffer } from '#protocol/media/rtp.ts';
import type { Note } from '#protocol/socket/notes.ts';
import type { RoomMedia, WatchOffer } from '#protocol/socket/room.ts';
import { randomShare, reconnectDelayMs } from '../../web-client/src/signalling/backoff.ts';
import { Room } from '../../web-client/src/signalling/room.ts';
import { openSignalling, type Signalling } from '../../web-client/src/signalling/signalling.ts';
import { codeOf } from '../../web-client/src/signalling/signalling-error.ts';
import { Arrivals, sharedNowMs } from './arrivals.ts';
import { LightReceiver, lightCapabilities } from './light-receiver.ts';

export interface ViewerPlan {
  readonly name: string;
  /** `ws://…/ws` */
  readonly url: string;
  readonly room: string;
  /** Each packet of pictures, after it was noted. */
  readonly onPicture?: (packet: Buffer) => void;
}

export class LightViewer {
  readonly pictures = new Arrivals();
  /** When it was made, and when the first packet of pictures came, by the shared clock. */
  readonly beganMs = sharedNowMs();
  firstPictureMs: number | undefined;
  /** When its session was taken up again the last time. */
  resumedMs: number | undefined;
  /** How many transports it has had. */
  transports = 0;
  #wake: () => void = () => undefined;
  readonly #plan: ViewerPlan;
  readonly #signalling: Signalling;
  readonly #room: Room;
  #receiver: LightReceiver | undefined;
  #retired: LightReceiver | undefined;
  #work: Promise<void> = Promise.resolve();
  #syncWanted = false;
  #failures = 0;
  #closed = false;

  constructor(plan: ViewerPlan) {
    this.#plan = plan;
    this.#signalling = openSignalling({
      url: plan.url,
      ticket: async () => undefined,
      wake: (retryNow) => {
        this.#wake = retryNow;
        return () => undefined;
      },
    });
    this.#signalling.onWelcome(({ session }) => {
      if (session.resumed) this.resumedMs = sharedNowMs();
    });
    this.#room = new Room(this.#signalling, {
      ...{ room: plan.room, as: 'viewer' },
      rtpCapabilities: async () => this.#capabilities(),
      onSnapshot: ({ watch, media }) => this.#accept(watch, media),
      onNote: (note) => this.#hear(note),
    });
  }

  /** Whether the conversation is there. */
  get isOnline(): boolean {
    return this.#signalling.state.get().phase === 'open';
  }

  /** The network is back, as a browser tells a page. */
  online(): void {
    this.#wake();
  }

  close(): void {
    this.#closed = true;
    this.#room.leave();
    this.#signalling.close();
    this.#drop();
  }

  #capabilities(): RtpCapabilities | undefined {
    const node = this.#signalling.welcome.get()?.rtpCapabilities ?? undefined;
    return node === undefined ? undefined : lightCapabilities(node);
  }

  #accept(offer: WatchOffer | null, media: RoomMedia): void {
    if (offer !== null) this.#queue(() => this.#take(offer));
    this.#queue(async () => this.#compare(media));
  }

  #hear(note: Note): void {
    if (note.name === 'room.media') this.#queue(async () => this.#compare(note.body));
    if (note.name === 'watch.leaving' && note.body.transport === this.#receiver?.transport) this.#sync();
    if (note.name === 'watch.lost' && note.body.transport === this.#receiver?.transport) {
      this.#drop();
      this.#sync();
    }
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
    if (this.#closed || ['CONNECTION_LOST', 'CLOSED', 'NOT_IN_ROOM'].includes(codeOf(thrown))) return;
    this.#failures += 1;
    void sleep(reconnectDelayMs(this.#failures + 1, randomShare())).then(() => this.#sync());
  }

  #compare({ mediaEpoch, producers }: RoomMedia): void {
    const ids = producers.map(({ id }) => id);
    const current = this.#receiver?.mediaEpoch === mediaEpoch ? this.#receiver : undefined;
    current?.keepOnly(ids);
    const had = current?.producers ?? [];
    if (ids.some((id) => !had.includes(id)) || (current === undefined && this.#receiver !== undefined)) this.#sync();
  }

  #sync(): void {
    if (this.#syncWanted || this.#closed) return;
    this.#syncWanted = true;
    this.#queue(async () => {
      this.#syncWanted = false;
      const rtpCapabilities = this.#capabilities();
      if (this.#closed || rtpCapabilities === undefined) return;
      await this.#take(await this.#signalling.request('watch.sync', { rtpCapabilities }));
    });
  }

  async #take(offer: WatchOffer): Promise<void> {
    if (this.#closed) return;
    const { transport, mediaEpoch, consumers } = offer;
    // There is another way: the old one is used until pictures come over it.
    if (transport !== null) this.#retire();
    else if (this.#receiver?.mediaEpoch !== mediaEpoch) this.#drop();
    if (transport !== null) this.#receive(transport, mediaEpoch);
    if (consumers.length === 0) return;
    const into = this.#receiver;
    // The server believes in a transport that is gone here.
    if (into === undefined) return this.#room.again();
    const ready = await into.consume(consumers);
    if (into !== this.#receiver || ready.length === 0) return;
    await this.#signalling.request('watch.resume', { mediaEpoch, consumers: ready });
  }

  #receive(offer: TransportOffer, mediaEpoch: number): void {
    this.transports += 1;
    const made: LightReceiver = new LightReceiver({
      ...{ name: this.#plan.name, offer, mediaEpoch },
      onPacket: (kind, packet) => {
        if (kind === 'video' && made === this.#receiver) this.#endRetired();
        this.#picture(kind, packet);
      },
      onLost: () => {
        if (made !== this.#receiver) return;
        this.#drop();
        this.#room.again();
      },
      connect: (transport, dtlsParameters) =>
        this.#signalling.request('transport.connect', { mediaEpoch, transport, dtlsParameters }),
    });
    this.#receiver = made;
  }

  #picture(kind: 'audio' | 'video', packet: Buffer): void {
    if (kind !== 'video') return;
    this.firstPictureMs ??= sharedNowMs();
    this.pictures.take();
    this.#plan.onPicture?.(packet);
  }

  #retire(): void {
    this.#endRetired();
    this.#retired = this.#receiver;
    this.#receiver = undefined;
  }

  #endRetired(): void {
    this.#retired?.close();
    this.#retired = undefined;
  }

  #drop(): void {
    this.#endRetired();
    this.#receiver?.close();
    this.#receiver = undefined;
  }
}
