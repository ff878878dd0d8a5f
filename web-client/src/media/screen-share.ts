/**
 * The performer's screen, a window or a tab of it: asked for with the browser's own picker, and let go here or with the
 * browser's own bar. Shows what is; sending it is the publisher's business.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';
import { type CaptureProblem, problemOf } from './capture-problem.ts';

export interface ScreenState {
  readonly starting: boolean;
  /** Undefined while nothing is shared. */
  readonly track: MediaStreamTrack | undefined;
  /** What the shared tab or screen plays, where the person shared that too. */
  readonly sound: MediaStreamTrack | undefined;
  readonly problem: CaptureProblem | undefined;
}

/** Hints for the browser's picker that not every browser knows. */
interface PickerHints extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly systemAudio: 'include';
}

const wanted: PickerHints = {
  video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { ideal: 15, max: 30 } },
  // Music as it is: what a browser does to voices spoils it.
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  // The studio in its own picture: an endless corridor.
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  systemAudio: 'include',
};
const nothing: ScreenState = { starting: false, track: undefined, sound: undefined, problem: undefined };

/** Phones have no such thing. */
export function canShareScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

export class ScreenShare {
  readonly #state: Store<ScreenState> = createStore(nothing);
  #closed = false;

  get state(): Readable<ScreenState> {
    return this.#state;
  }

  /** Asks which; nothing chosen is no problem. Never rejects. Must follow a press, or the browser refuses. */
  async start(): Promise<void> {
    if (this.#state.get().starting) return;
    this.#state.set({ ...this.#state.get(), starting: true, problem: undefined });
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(wanted);
      this.#take(stream.getVideoTracks()[0], stream.getAudioTracks()[0]);
    } catch (thrown) {
      const problem = problemOf(thrown);
      const closedPicker = problem === 'denied' || problem === 'dismissed';
      this.#state.set({ ...this.#state.get(), starting: false, problem: closedPicker ? undefined : problem });
    }
  }

  stop(): void {
    const { track, sound } = this.#state.get();
    this.#state.set(nothing);
    track?.stop();
    sound?.stop();
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }

  #take(track: MediaStreamTrack | undefined, sound: MediaStreamTrack | undefined): void {
    const before = this.#state.get();
    if (this.#closed) {
      track?.stop();
      sound?.stop();
      return;
    }
    // Letters before movement.
    if (track !== undefined) track.contentHint = 'detail';
    // With the browser's own bar, or because the window is gone.
    track?.addEventListener('ended', () => {
      if (this.#state.get().track === track) this.stop();
    });
    if (sound !== undefined) sound.contentHint = 'music';
    // Its end alone: the sound of a tab stops with the choice of another one.
    sound?.addEventListener('ended', () => {
      const now = this.#state.get();
      if (now.sound === sound) this.#state.set({ ...now, sound: undefined });
    });
    this.#state.set({ ...nothing, track, sound });
    before.track?.stop();
    before.sound?.stop();
  }
}
