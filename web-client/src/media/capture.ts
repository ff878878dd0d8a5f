/**
 * The performer's own camera and microphone: asked for, switched, exchanged, lost and found again. Shows what is; what of
 * it is sent is the publisher's business.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';
import {
  constraintsFor,
  type DeviceSource,
  type Devices,
  facingOf,
  listDevices,
  looksAway,
  onDevicesChanged,
  onPermissionChanged,
  rememberDevice,
  rememberedDevice,
  type Which,
} from './devices.ts';

export interface SourceState {
  /** What the person wants. */
  readonly on: boolean;
  readonly starting: boolean;
  readonly track: MediaStreamTrack | undefined;
  readonly deviceId: string | undefined;
  readonly problem: CaptureProblem | undefined;
}

export interface CaptureState extends Readonly<Record<DeviceSource, SourceState>> {
  readonly devices: Devices;
}

const sources = ['camera', 'microphone'] as const;

/** Whether there is anything to send. */
export function hasSomething(state: CaptureState): boolean {
  return sources.some((source) => state[source].on && state[source].track !== undefined);
}

/** Whether there is a camera on each side, as phones have them. */
export function canTurn({ camera, devices }: CaptureState): boolean {
  return devices.camera.length > 1 && facingOf(camera.track) !== undefined;
}

function initial(source: DeviceSource, on: boolean): SourceState {
  return { on, starting: false, track: undefined, deviceId: rememberedDevice(source), problem: undefined };
}

export class Capture {
  readonly #state: Store<CaptureState>;
  readonly #stops: readonly (() => void)[];
  #closed = false;

  /** @param on what the person wants of each source, undefined: both; what is off is not asked for */
  constructor(on: Readonly<Record<DeviceSource, boolean>> | undefined) {
    this.#state = createStore<CaptureState>({
      camera: initial('camera', on?.camera ?? true),
      microphone: initial('microphone', on?.microphone ?? true),
      devices: { camera: [], microphone: [] },
    });
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
  async start(
    wanted: readonly DeviceSource[] = sources.filter((source) => this.#state.get()[source].on),
  ): Promise<void> {
    if (wanted.length === 0) return this.#list();
    for (const source of wanted) this.#change(source, { on: true, starting: true, problem: undefined });
    const together = await this.#obtain(wanted);
    if (together !== undefined && wanted.length > 1) for (const source of wanted) await this.#obtain([source]);
    await this.#list();
  }

  /** A camera that is off is let go, so that its light goes out; a microphone stays and is silent, to be back at once. */
  async setOn(source: DeviceSource, on: boolean): Promise<void> {
    const { track } = this.#state.get()[source];
    this.#change(source, { on });
    if (on && track === undefined) return this.start([source]);
    if (source === 'microphone' && track !== undefined) track.enabled = on;
    if (source === 'camera' && !on) this.#replace('camera', undefined);
  }

  /** Uses another device from now on. What there was goes on where that one cannot be had. */
  async choose(source: DeviceSource, deviceId: string): Promise<void> {
    if (!this.#state.get()[source].on) {
      rememberDevice(source, deviceId);
      this.#change(source, { deviceId });
      return;
    }
    if (await this.#exchange(source, { id: deviceId })) rememberDevice(source, deviceId);
  }

  /** A phone's other camera: from oneself to what one looks at, and back. */
  async turn(): Promise<void> {
    const facing = looksAway(this.#state.get().camera.track) ? 'user' : 'environment';
    await this.#exchange('camera', { facing });
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    for (const source of sources) this.#state.get()[source].track?.stop();
  }

  /** Whether it worked. The one in use is let go last, unless there is no other way: phones have one camera at a time. */
  async #exchange(source: DeviceSource, which: Which): Promise<boolean> {
    const { track, deviceId } = this.#state.get()[source];
    this.#change(source, { starting: true, problem: undefined });
    try {
      const other = await this.#askFor(source, which).catch((thrown) => {
        if (problemOf(thrown) !== 'busy' || track === undefined) throw thrown;
        track.stop();
        return this.#askFor(source, which);
      });
      this.#replace(source, other);
      return true;
    } catch (thrown) {
      if (track?.readyState === 'live') this.#change(source, { starting: false, problem: problemOf(thrown) });
      else await this.#takeBack(source, deviceId);
      return false;
    } finally {
      await this.#list();
    }
  }

  async #askFor(source: DeviceSource, which: Which | undefined): Promise<MediaStreamTrack | undefined> {
    const constraints = constraintsFor(source, which);
    const stream = await navigator.mediaDevices.getUserMedia(
      source === 'camera' ? { video: constraints } : { audio: constraints },
    );
    return tracksOf(stream, source)[0];
  }

  /** The device that was in use, after it was let go for one that could not be had. */
  async #takeBack(source: DeviceSource, deviceId: string | undefined): Promise<void> {
    this.#change(source, { deviceId });
    await this.#obtain([source]);
  }

  /** The problem, or undefined where every one of `wanted` was had. */
  async #obtain(wanted: readonly DeviceSource[]): Promise<CaptureProblem | undefined> {
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
  async #ask(wanted: readonly DeviceSource[]): Promise<MediaStream> {
    const constraints = (exact: boolean): MediaStreamConstraints => {
      const of = (source: DeviceSource) => {
        const { deviceId } = this.#state.get()[source];
        const which = exact && deviceId !== undefined ? { id: deviceId } : undefined;
        return wanted.includes(source) && constraintsFor(source, which);
      };
      return { video: of('camera'), audio: of('microphone') };
    };
    try {
      return await navigator.mediaDevices.getUserMedia(constraints(true));
    } catch (thrown) {
      if (problemOf(thrown) !== 'missing') throw thrown;
      return navigator.mediaDevices.getUserMedia(constraints(false));
    }
  }

  #replace(source: DeviceSource, track: MediaStreamTrack | undefined, problem?: CaptureProblem): void {
    const before = this.#state.get()[source];
    // Switched off while the browser was still asking.
    if (this.#closed || (track !== undefined && !before.on && source === 'camera')) {
      track?.stop();
      if (!this.#closed) this.#change(source, { starting: false });
      return;
    }
    if (source === 'camera' && track !== undefined) track.contentHint = 'motion';
    if (source === 'microphone' && track !== undefined) {
      track.contentHint = 'music';
      track.enabled = before.on;
    }
    // Pulled out, or taken by the system; `stop()` of our own does not end up here.
    track?.addEventListener('ended', () => {
      if (this.#state.get()[source].track === track) this.#replace(source, undefined, 'missing');
    });
    const deviceId = track?.getSettings().deviceId ?? before.deviceId;
    this.#change(source, { track, problem, deviceId, starting: false });
    // Not before the other is there: viewers go from one picture to the next.
    if (before.track !== track) before.track?.stop();
  }

  #change(source: DeviceSource, change: Partial<SourceState>): void {
    const now = this.#state.get();
    this.#state.set({ ...now, [source]: { ...now[source], ...change } });
  }

  async #list(): Promise<void> {
    const devices = await listDevices();
    if (!this.#closed) this.#state.set({ ...this.#state.get(), devices });
  }
}

function tracksOf(stream: MediaStream, source: DeviceSource): MediaStreamTrack[] {
  return source === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks();
}
