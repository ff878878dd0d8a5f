/**
 * Tells the server how the show is received: once when the first picture has come, then every ten seconds.
 */
import { type QualityReport, qualityEveryMs } from '#protocol/socket/quality.ts';
import type { ViewerHealth } from './viewer-health.ts';
import type { Visit } from './visit.ts';

/** Enough to measure something after the first picture. */
const firstMs = 2_000;
/** Timers are late by a little. */
const spareMs = 500;

export class QualityReporter {
  readonly #visit: Visit;
  readonly #measure: (ms: number) => ViewerHealth;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout>;
  #welcomes = 0;
  #iceRestarts = 0;
  /** What is said once and was heard. */
  #told: Pick<QualityReport, 'joinMs' | 'firstFrameMs'> = {};

  /** @param measure how the last milliseconds were */
  constructor(visit: Visit, measure: (ms: number) => ViewerHealth) {
    this.#visit = visit;
    this.#measure = measure;
    this.#stop = visit.signalling.onWelcome(() => {
      this.#welcomes += 1;
    });
    this.#timer = setTimeout(() => this.#tell(firstMs), firstMs + spareMs);
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#timer);
  }

  #tell(ms: number): void {
    this.#timer = setTimeout(() => this.#tell(qualityEveryMs), qualityEveryMs);
    const { report } = this.#measure(ms);
    // What waits for a socket would be old news.
    if (report === undefined || this.#visit.connection.get().phase !== 'open') return;
    const once = this.#once();
    const { iceRestarts } = this.#visit.media;
    const since = { iceRestarts: iceRestarts - this.#iceRestarts, reconnects: this.#welcomes };
    this.#iceRestarts = iceRestarts;
    this.#welcomes = 0;
    this.#visit.signalling.request('quality.report', { ...report, ...once, ...since }).then(
      () => {
        this.#told = { ...this.#told, ...once };
      },
      // What was not heard is said with the next, as far as it can still be said.
      () => undefined,
    );
  }

  /** How long the way in took, as soon as it is known. */
  #once(): Pick<QualityReport, 'joinMs' | 'firstFrameMs'> {
    const { connectedMs, firstFrameMs } = this.#visit.moments();
    const { joinMs, firstFrameMs: told } = this.#told;
    return {
      ...(joinMs === undefined && connectedMs !== undefined ? { joinMs: bounded(connectedMs) } : {}),
      ...(told === undefined && firstFrameMs !== undefined ? { firstFrameMs: bounded(firstFrameMs) } : {}),
    };
  }
}

/** Somebody may wait for hours for a show to begin: that is no slow start. */
function bounded(ms: number): number {
  return Math.min(Math.round(ms), 120_000);
}
