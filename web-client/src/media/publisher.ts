/**
 * Sends a performer's camera and microphone. It is told what should be sent and brings the server and the browser there,
 * one step after the other; after a loss it starts over by itself as soon as the room is joined again.
 */
import type { types } from 'mediasoup-client';
import type { RoomMedia } from '#protocol/socket/room.ts';
import {
  codeOf,
  createStore,
  type Readable,
  randomShare,
  reconnectDelayMs,
  type Signalling,
  SignallingError,
  type Store,
} from '../signalling/index.ts';
import { type BrowserDevice, probeBrowser } from './browser-device.ts';
import type { PublishState } from './publish-state.ts';
import { Sent, type SentSource } from './sent.ts';

/** What should be sent of one source; without a track, or switched off, viewers see it as paused. */
export interface WantedSource {
  readonly track: MediaStreamTrack | undefined;
  readonly on: boolean;
}
export type Wanted = Readonly<Record<SentSource, WantedSource>>;

const sources = ['camera', 'microphone'] as const;
const disconnectedMs = 3_000;

export class Publisher {
  readonly #signalling: Signalling;
  readonly #browser: BrowserDevice = probeBrowser();
  readonly #state: Store<PublishState> = createStore<PublishState>('idle');
  #wanted: Wanted | undefined;
  #sent: Sent | undefined;
  #work: Promise<void> = Promise.resolve();
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(signalling: Signalling) {
    this.#signalling = signalling;
  }

  get state(): Readable<PublishState> {
    return this.#state;
  }

  /** Sends this from now on. Resolves when the server has all of it. @throws SignallingError with a code */
  send(wanted: Wanted): Promise<void> {
    if (this.#state.get() === 'taken-over') this.#state.set('idle');
    this.#wanted = wanted;
    return this.#queue(() => this.#apply());
  }

  /** The room's media as the server sees it: another epoch or another session means starting over. */
  follow({ mediaEpoch }: RoomMedia): void {
    const session = this.#signalling.welcome.get()?.session.id;
    const current = this.#sent;
    if (current === undefined || (current.session === session && current.mediaEpoch >= mediaEpoch)) return;
    this.#startOver();
  }

  /** Another tab or device of the same performer sends now. */
  takenOver(): void {
    this.#wanted = undefined;
    this.#drop();
    this.#state.set('taken-over');
  }

  /** Stops sending. The tracks stay as they are. */
  stop(): void {
    this.#wanted = undefined;
    this.#drop();
    this.#state.set('idle');
  }

  #startOver(): void {
    this.#drop();
    if (this.#wanted === undefined) return;
    this.#state.set('lost');
    this.#queue(() => this.#apply()).catch(() => undefined);
  }

  #queue(step: () => Promise<void>): Promise<void> {
    const done = this.#work.then(step);
    this.#work = done.then(
      () => {
        this.#failures = 0;
      },
      (thrown) => this.#failed(thrown),
    );
    return done;
  }

  #failed(thrown: unknown): void {
    const code = codeOf(thrown);
    // A new session joins the room, and that calls `follow`.
    if (this.#wanted === undefined || code === 'CLOSED') return;
    if (code === 'TAKEN_OVER') {
      this.takenOver();
      return;
    }
    console.warn('Busker: sending failed', thrown);
    this.#drop();
    this.#state.set('lost');
    this.#failures += 1;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#startOver(), reconnectDelayMs(this.#failures + 1, randomShare()));
  }

  async #apply(): Promise<void> {
    if (this.#wanted === undefined) return;
    const sent = this.#sent ?? (await this.#open());
    for (const source of sources) await this.#applySource(sent, source);
  }

  async #open(): Promise<Sent> {
    const welcome = this.#signalling.welcome.get();
    if (!welcome?.rtpCapabilities) throw new SignallingError('MEDIA_UNAVAILABLE', 'No media server is there just now.');
    this.#state.set('opening');
    const device = await this.#browser.load(welcome.rtpCapabilities);
    const { mediaEpoch, transport } = await this.#signalling.request('publish.open', {});
    const offer = { mediaEpoch, transport, session: welcome.session.id };
    const sent: Sent = new Sent(device, offer, {
      connect: (id, dtlsParameters) =>
        this.#signalling.request('transport.connect', { mediaEpoch, transport: id, dtlsParameters }),
      produce: async (given) => (await this.#signalling.request('publish.start', { mediaEpoch, ...given })).producer,
      onConnection: (now) => {
        if (sent === this.#sent) this.#connectionChanged(now);
      },
    });
    this.#sent = sent;
    return sent;
  }

  async #applySource(sent: Sent, source: SentSource): Promise<void> {
    const { track, on } = this.#wanted?.[source] ?? { track: undefined, on: false };
    const flowing = on && track !== undefined;
    let producer = sent.producer(source);
    if (producer === undefined) {
      if (!flowing) return;
      producer = await sent.produce(source, track);
    } else if (flowing && producer.track !== track) await producer.replaceTrack({ track });
    if (producer.paused !== flowing) return;
    if (flowing) producer.resume();
    else producer.pause();
    const { mediaEpoch } = sent;
    await this.#signalling.request('publish.pause', { mediaEpoch, producer: producer.id, paused: !flowing });
  }

  #connectionChanged(now: types.ConnectionState): void {
    clearTimeout(this.#timer);
    if (now === 'connected') this.#state.set('connected');
    if (now === 'disconnected') this.#timer = setTimeout(() => this.#startOver(), disconnectedMs);
    if (now === 'failed') this.#startOver();
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#sent?.close();
    this.#sent = undefined;
  }
}
