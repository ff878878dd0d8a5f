/**
 * Sends a performer's camera, microphone and screen. It is told what should be sent and brings the server and the browser
 * there, one step after the other; its transport is repaired while that is possible, and after a loss it starts over by
 * itself as soon as the room is joined again.
 */
import type { types } from 'mediasoup-client';
import type { NoteBody } from '#protocol/socket/notes.ts';
import type { RoomMedia } from '#protocol/socket/room.ts';
import type { Source } from '#protocol/socket/source.ts';
import {
  codeOf,
  createStore,
  type Readable,
  randomShare,
  type Signalling,
  SignallingError,
  type Store,
  sendAgainDelayMs,
} from '../signalling/index.ts';
import { type BrowserDevice, probeBrowser } from './browser-device.ts';
import { LeftPlace } from './left-place.ts';
import { onNetworkChange } from './network-change.ts';
import type { LayerOnItsWay } from './picture-layers.ts';
import type { PublishState } from './publish-state.ts';
import { SendingMeter } from './sending-meter.ts';
import type { SendingSample } from './sending-sample.ts';
import { Sent } from './sent.ts';

/** What should be sent of one source; without a track, or switched off, viewers see it as paused, a screen and its sound as ended. */
export interface WantedSource {
  readonly track: MediaStreamTrack | undefined;
  readonly on: boolean;
}
export type Wanted = Readonly<Record<Source, WantedSource>>;
/** The layers of each picture that is sent, lowest first. */
export type SentPictures = Readonly<Record<'camera' | 'screen', readonly LayerOnItsWay[]>>;

const sources = ['camera', 'microphone', 'screen', 'screen-sound'] as const;
/** Of these an end is an end, not a pause: nobody waits for a screen to come back. */
const passing: readonly Source[] = ['screen', 'screen-sound'];
const noPictures: SentPictures = { camera: [], screen: [] };

export class Publisher {
  readonly #signalling: Signalling;
  readonly #browser: BrowserDevice = probeBrowser();
  readonly #state: Store<PublishState> = createStore<PublishState>('idle');
  readonly #pictures: Store<SentPictures> = createStore(noPictures);
  readonly #meter = new SendingMeter();
  readonly #stopFollowing: () => void;
  #wanted: Wanted | undefined;
  #sent: Sent | undefined;
  #work: Promise<void> = Promise.resolve();
  /** Steps that have not ended. */
  #steps = 0;
  /** Where it was before the room moved. */
  readonly #left = new LeftPlace();
  /** The media epoch it was last told to move to. */
  #movedTo = 0;
  #failures = 0;
  #iceRestarts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How often sending was stopped: what was on its way then is not to be. */
  #stopped = 0;

  constructor(signalling: Signalling) {
    this.#signalling = signalling;
    this.#stopFollowing = onNetworkChange(() => this.#sent?.repair.networkChanged());
  }

  get state(): Readable<PublishState> {
    return this.#state;
  }

  /** Which layers are sent, and which are not because nobody watches them. */
  get pictures(): Readable<SentPictures> {
    return this.#pictures;
  }

  /** Whether pictures of the camera should leave. */
  get sendsPictures(): boolean {
    const camera = this.#sent?.producer('camera');
    return camera !== undefined && !camera.paused;
  }

  /** How often new ICE credentials were asked for. */
  get iceRestarts(): number {
    return this.#iceRestarts;
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
    // Waiting to try again: the room is there now.
    const waits = current === undefined && this.#steps === 0 && this.#state.get() === 'lost';
    const fits = current === undefined || (current.session === session && current.mediaEpoch >= mediaEpoch);
    if (waits || !fits) this.#startOver();
  }

  /** The media node has lost this transport: there is nothing to repair. */
  lost({ mediaEpoch, transport }: NoteBody<'publish.lost'>): void {
    if (this.#sent?.id === transport && this.#sent.mediaEpoch === mediaEpoch) this.#startOver();
  }

  /** The room moves: begins there, and goes on where it was until viewers have changed over. Said again, it changes nothing. */
  move({ mediaEpoch }: NoteBody<'publish.moving'>): void {
    const before = this.#sent;
    if (before === undefined || mediaEpoch <= this.#movedTo || before.mediaEpoch >= mediaEpoch) return;
    this.#movedTo = mediaEpoch;
    this.#left.keep(before);
    this.#sent = undefined;
    this.#queue(() => this.#apply()).catch(() => undefined);
  }

  /** Layers above this one are wanted by nobody, until it is said otherwise. */
  limit({ producer, spatialLayer }: NoteBody<'publish.layers'>): void {
    this.#sent?.limit(producer, spatialLayer);
  }

  /** What left since the last look; undefined where nothing can be said. */
  async measure(): Promise<SendingSample | undefined> {
    const sent = this.#sent;
    return sent && this.#meter.look(sent).catch(() => undefined);
  }

  /** Another tab or device of the same performer sends now. */
  takenOver(): void {
    this.#wanted = undefined;
    this.#stopped += 1;
    this.#left.close();
    this.#drop();
    this.#state.set('taken-over');
  }

  /** Stops sending. The tracks stay as they are. */
  stop(): void {
    this.#wanted = undefined;
    this.#stopped += 1;
    this.#left.close();
    this.#drop();
    this.#state.set('idle');
  }

  close(): void {
    this.#stopFollowing();
    this.stop();
  }

  #startOver(): void {
    this.#drop();
    if (this.#wanted === undefined) return;
    this.#state.set('lost');
    this.#queue(() => this.#apply()).catch(() => undefined);
  }

  #queue(step: () => Promise<void>): Promise<void> {
    this.#steps += 1;
    const done = this.#work.then(step).finally(() => {
      this.#steps -= 1;
    });
    this.#work = done.then(
      () => {
        this.#failures = 0;
        // Something else brought it there before the next attempt was due.
        clearTimeout(this.#timer);
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
    // It was overtaken by a new beginning, which is next.
    if (this.#steps > 0) return;
    this.#timer = setTimeout(() => this.#startOver(), sendAgainDelayMs(this.#failures + 1, randomShare(), code));
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
    const before = this.#stopped;
    const device = await this.#browser.load(welcome.rtpCapabilities);
    const { mediaEpoch, transport } = await this.#signalling.request('publish.open', {});
    // The server ends its transport with the room, or gave it to another session.
    if (this.#stopped !== before) throw new SignallingError('CLOSED', 'Sending was stopped meanwhile.');
    const offer = { mediaEpoch, transport, session: welcome.session.id };
    const sent: Sent = new Sent(device, offer, {
      connect: (id, dtlsParameters) =>
        this.#signalling.request('transport.connect', { mediaEpoch, transport: id, dtlsParameters }),
      produce: async (given) => (await this.#signalling.request('publish.start', { mediaEpoch, ...given })).producer,
      restartIce: (id) => this.#restartIce(mediaEpoch, id),
      onConnection: (now) => {
        if (sent === this.#sent) this.#connectionChanged(now);
      },
      onLost: () => {
        if (sent === this.#sent) this.#startOver();
      },
      onLayers: () => {
        if (sent === this.#sent) this.#showPictures();
      },
    });
    this.#sent = sent;
    return sent;
  }

  async #restartIce(mediaEpoch: number, transport: string) {
    this.#iceRestarts += 1;
    return this.#signalling.request('transport.restart-ice', { mediaEpoch, transport });
  }

  async #applySource(sent: Sent, source: Source): Promise<void> {
    const { track, on } = this.#wanted?.[source] ?? { track: undefined, on: false };
    // One that has ended since is noticed by who owns it, and must not cost the others their transport.
    const flowing = on && track?.readyState === 'live';
    const { mediaEpoch } = sent;
    let producer = sent.producer(source);
    if (!flowing && passing.includes(source)) return this.#endSource(sent, source);
    if (producer === undefined) {
      if (!flowing) return;
      producer = await sent.produce(source, track);
    } else if (flowing && producer.track !== track) await sent.exchange(source, track);
    if (producer.paused !== flowing) return;
    if (flowing) producer.resume();
    else producer.pause();
    await this.#signalling.request('publish.pause', { mediaEpoch, producer: producer.id, paused: !flowing });
  }

  async #endSource(sent: Sent, source: Source): Promise<void> {
    const producer = sent.end(source);
    if (producer === undefined) return;
    const ending = this.#signalling.request('publish.stop', { mediaEpoch: sent.mediaEpoch, producer });
    await ending.catch((thrown) => {
      // Gone already, as it should be.
      if (codeOf(thrown) !== 'NOT_FOUND') throw thrown;
    });
  }

  #connectionChanged(now: types.ConnectionState): void {
    if (now === 'connected') this.#state.set('connected');
  }

  #showPictures(): void {
    const sent = this.#sent;
    this.#pictures.set(sent ? { camera: sent.layers('camera'), screen: sent.layers('screen') } : noPictures);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#sent?.close();
    this.#sent = undefined;
    this.#showPictures();
  }
}
