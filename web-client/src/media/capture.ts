/**
 * The performer's own camera and microphone: asked for, switched, exchanged, lost and found again. Shows what is; what of
 * it is sent is the publisher's business.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';
import {
  constraintsFor,
  type Devices,
  listDevices,
  onDevicesChanged,
  onPermissionChanged,
  rememberDevice,
  rememberedDevice,
} from './devices.ts';
import type { SentSource } from './sent.ts';

export interface SourceState {
  /** What the person wants. */
  readonly on: boolean;
  readonly starting: boolean;
  readonly track: MediaStreamTrack | undefined;
  readonly deviceId: string | undefined;
  readonly problem: CaptureProblem | undefined;
}

export interface CaptureState extends Readonly<Record<SentSource, SourceState>> {
  readonly devices: Devices;
}

const sources = ['camera', 'microphone'] as const;

/** Whether there is anything to send. */
export function hasSomething(state: CaptureState): boolean {
  return sources.some((source) => state[source].on && state[source].track !== undefined);
}

function initial(source: SentSource): SourceState {
  return { on: true, starting: false, track: undefined, deviceId: rememberedDevice(source), problem: undefined };
}

export class Capture {
  readonly #state: Store<CaptureState> = createStore<CaptureState>({
    camera: initial('camera'),
    microphone: initial('microphone'),
    devices: { camera: [], microphone: [] },
  });
  readonly #stops: readonly (() => void)[];
  #closed = false;

  constructor() {
    this.#stops = [
      onDevicesChanged(() => void this.#list()),
      ...sources.map((source) =>
        onPermissionChanged(source, (state) => {
          if (state === 'granted' && this.#state.get()[source].problem !== undefined) void this.start([source]);
        }),
      ),
    ];
  }

  get state(): Readable<CaptureState> {
    return this.#state;
  }

  /** Asks for these sources with one question; where that fails, for each by itself. Never rejects. */
  async start(wanted: readonly SentSource[] = sources): Promise<void> {
    for (const source of wanted) this.#change(source, { on: true, starting: true, problem: undefined });
    const together = await this.#obtain(wanted);
    if (together !== undefined && wanted.length > 1) for (const source of wanted) await this.#obtain([source]);
    await this.#list();
  }

  /** A camera that is off is let go, so that its light goes out; a microphone stays and is silent, to be back at once. */
  async setOn(source: SentSource, on: boolean): Promise<void> {
    const { track } = this.#state.get()[source];
    this.#change(source, { on });
    if (on && track === undefined) return this.start([source]);
    if (source === 'microphone' && track !== undefined) track.enabled = on;
    if (source === 'camera' && !on) this.#replace('camera', undefined);
  }

  /** Uses another device from now on. */
  async choose(source: SentSource, deviceId: string): Promise<void> {
    rememberDevice(source, deviceId);
    this.#change(source, { deviceId });
    if (this.#state.get()[source].on) await this.start([source]);
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    for (const source of sources) this.#state.get()[source].track?.stop();
  }

  /** The problem, or undefined where every one of `wanted` was had. */
  async #obtain(wanted: readonly SentSource[]): Promise<CaptureProblem | undefined> {
    try {
      const stream = await this.#ask(wanted);
      for (const source of wanted) this.#replace(source, tracksOf(stream, source)[0]);
      return undefined;
    } catch (thrown) {
      const problem = navigator.mediaDevices === undefined ? 'insecure' : problemOf(thrown);
      for (const source of wanted) this.#replace(source, undefined, problem);
      return problem;
    }
  }

  /** With the chosen devices, and where one of those is gone, with whichever there is. */
  async #ask(wanted: readonly SentSource[]): Promise<MediaStream> {
    const constraints = (exact: boolean): MediaStreamConstraints => {
      const of = (source: SentSource) =>
        wanted.includes(source) && constraintsFor(source, exact ? this.#state.get()[source].deviceId : undefined);
      return { video: of('camera'), audio: of('microphone') };
    };
    try {
      return await navigator.mediaDevices.getUserMedia(constraints(true));
    } catch (thrown) {
      if (problemOf(thrown) !== 'missing') throw thrown;
      return navigator.mediaDevices.getUserMedia(constraints(false));
    }
  }

  #replace(source: SentSource, track: MediaStreamTrack | undefined, problem?: CaptureProblem): void {
    this.#state.get()[source].track?.stop();
    if (this.#closed) {
      track?.stop();
      return;
    }
    if (source === 'camera' && track !== undefined) track.contentHint = 'motion';
    if (source === 'microphone' && track !== undefined) track.contentHint = 'music';
    // Pulled out, or taken by the system; `stop()` of our own does not end up here.
    track?.addEventListener('ended', () => {
      if (this.#state.get()[source].track === track) this.#replace(source, undefined, 'missing');
    });
    const deviceId = track?.getSettings().deviceId ?? this.#state.get()[source].deviceId;
    this.#change(source, { track, problem, deviceId, starting: false });
  }

  #change(source: SentSource, change: Partial<SourceState>): void {
    const now = this.#state.get();
    this.#state.set({ ...now, [source]: { ...now[source], ...change } });
  }

  async #list(): Promise<void> {
    const devices = await listDevices();
    this.#state.set({ ...this.#state.get(), devices });
  }
}

function tracksOf(stream: MediaStream, source: SentSource): MediaStreamTrack[] {
  return source === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
}
