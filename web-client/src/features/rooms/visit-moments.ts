/**
 * How long the way into a room took, counted from asking to enter it. Of a room in which nothing was played yet, or whose
 * sound alone was wanted, there is nothing to say.
 */
export interface Moments {
  /** Until the media transport was connected, in milliseconds. */
  readonly connectedMs?: number;
  /** Until the first picture was shown. */
  readonly firstFrameMs?: number;
}

export class VisitMoments {
  readonly #askedAt = performance.now();
  #connectedAt: number | undefined;
  #firstFrameAt: number | undefined;
  #waited = false;

  /** Something else than the network was waited for, before there was a picture. */
  waited(): void {
    if (this.#firstFrameAt === undefined) this.#waited = true;
  }

  /** Of each moment the first is the one meant. */
  connected(): void {
    this.#connectedAt ??= performance.now();
  }

  firstFrame(): void {
    this.#firstFrameAt ??= performance.now();
  }

  get(): Moments {
    if (this.#waited) return {};
    return {
      ...(this.#connectedAt === undefined ? {} : { connectedMs: this.#connectedAt - this.#askedAt }),
      ...(this.#firstFrameAt === undefined ? {} : { firstFrameMs: this.#firstFrameAt - this.#askedAt }),
    };
  }
}
