/**
 * How large a video is shown: in the page, over the whole screen, or in a window of its own.
 */
import { createStore, type Readable, type Store } from '../signalling/index.ts';
import type { Tile } from './layers.ts';

/** Of a picture that has not come yet. */
const usualAspect = 16 / 9;

export class TileSize {
  readonly #video: HTMLVideoElement;
  readonly #tile: Store<Tile>;
  readonly #observer: ResizeObserver;
  readonly #stop = new AbortController();
  #window: PictureInPictureWindow | undefined;

  constructor(video: HTMLVideoElement) {
    this.#video = video;
    this.#tile = createStore(this.#measure());
    const { signal } = this.#stop;
    const measure = (): void => this.#tile.set(this.#measure());
    this.#observer = new ResizeObserver(measure);
    this.#observer.observe(video);
    // `resize` of a video: its picture has another shape.
    video.addEventListener('resize', measure, { signal });
    // Of a page: it was zoomed, or moved to another screen.
    window.addEventListener('resize', measure, { signal });
    video.addEventListener(
      'enterpictureinpicture',
      (event) => {
        this.#window = (event as PictureInPictureEvent).pictureInPictureWindow;
        this.#window.addEventListener('resize', measure, { signal });
        measure();
      },
      { signal },
    );
    video.addEventListener(
      'leavepictureinpicture',
      () => {
        this.#window = undefined;
        measure();
      },
      { signal },
    );
  }

  get tile(): Readable<Tile> {
    return this.#tile;
  }

  close(): void {
    this.#stop.abort();
    this.#observer.disconnect();
  }

  #measure(): Tile {
    const { clientWidth, clientHeight, videoWidth, videoHeight } = this.#video;
    const aspect = videoHeight > 0 ? videoWidth / videoHeight : usualAspect;
    const { width, height } = this.#window ?? { width: clientWidth, height: clientHeight };
    return { width, height, pixelRatio: window.devicePixelRatio, aspect };
  }
}
