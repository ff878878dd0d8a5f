/**
 * Whether anybody can see a video: the page is shown, or the picture stands in a window of its own, and it is not paused. A
 * look away counts only after a while, a look back at once.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';

/** Who changes tabs for a moment finds the picture going. */
const awayAfterMs = 5_000;

const videoEvents = ['play', 'pause', 'enterpictureinpicture', 'leavepictureinpicture'] as const;

export class Attention {
  readonly #video: HTMLVideoElement;
  readonly #seen: Store<boolean> = createStore(true);
  readonly #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    const { signal } = this.#stop;
    const settle = (): void => this.#settle();
    document.addEventListener('visibilitychange', settle, { signal });
    for (const event of videoEvents) video.addEventListener(event, settle, { signal });
    settle();
  }

  get seen(): Readable<boolean> {
    return this.#seen;
  }

  close(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }

  #settle(): void {
    clearTimeout(this.#timer);
    const shown = !document.hidden || document.pictureInPictureElement === this.#video;
    if (shown && !this.#video.paused) this.#seen.set(true);
    else this.#timer = setTimeout(() => this.#seen.set(false), awayAfterMs);
  }
}
