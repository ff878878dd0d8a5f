/**
 * Looks every two seconds at what is sent while a show is on, keeps the last five minutes, and reports to the server every
 * ten. No React.
 */
import { qualityEveryMs } from '#protocol/socket/quality.ts';
import type { Publisher } from '../../media/index.ts';
import { createStore, type Readable, type Signalling, type Store } from '../../signalling/index.ts';
import { arrives, type BroadcastState, type Health } from './broadcast-state.ts';
import { afterPoint, type History, reportOf } from './health-history.ts';
import { judge, settled, type Verdict, verdictsKept } from './health-verdict.ts';

const lookEveryMs = 2_000;
const looksAReport = qualityEveryMs / lookEveryMs;

export interface HealthView {
  /** What to say; undefined until something can be said. */
  readonly verdict: Verdict | undefined;
  /** Oldest first. */
  readonly history: History;
}

export interface HealthSources {
  readonly publisher: Publisher;
  readonly signalling: Signalling;
  readonly broadcast: Readable<BroadcastState>;
}

const nothingYet: HealthView = { verdict: undefined, history: [] };
/** A new connection takes its time to find out how fast it is. */
const settleInMs = 8_000;

export class HealthWatch {
  readonly #sources: HealthSources;
  readonly #state: Store<HealthView> = createStore(nothingYet);
  readonly #stopFollowing: () => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #recent: readonly Verdict[] = [];
  #startedAt = 0;
  /** Whether the server has said since what arrives. */
  #spoken = false;
  #looks = 0;
  #connectedAt: number | undefined;
  #reconnects = 0;
  #reported = { iceRestarts: 0, reconnects: 0 };

  constructor(sources: HealthSources) {
    this.#sources = sources;
    const { signalling, publisher } = sources;
    const stops = [
      signalling.onWelcome(() => {
        this.#reconnects += 1;
      }),
      publisher.state.subscribe(() => {
        this.#connectedAt = publisher.state.get() === 'connected' ? performance.now() : undefined;
      }),
    ];
    this.#stopFollowing = () => {
      for (const stop of stops) stop();
    };
  }

  get state(): Readable<HealthView> {
    return this.#state;
  }

  /** Looks from now on; again does nothing. */
  start(): void {
    if (this.#timer !== undefined) return;
    this.#reported = { iceRestarts: this.#sources.publisher.iceRestarts, reconnects: this.#reconnects };
    this.#startedAt = performance.now();
    this.#spoken = false;
    this.#timer = setInterval(() => void this.#look(), lookEveryMs);
  }

  /** Stops, and forgets what it saw. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#recent = [];
    this.#looks = 0;
    this.#state.set(nothingYet);
  }

  close(): void {
    this.stop();
    this.#stopFollowing();
  }

  async #look(): Promise<void> {
    const { publisher, signalling, broadcast } = this.#sources;
    const sample = await publisher.measure();
    if (this.#timer === undefined) return;
    const { camera, screen } = publisher.pictures.get();
    const made = [...(publisher.sendsPictures ? camera : []), ...screen].filter(({ wanted }) => wanted);
    const madeBps = made.reduce((sum, { maxBitrate }) => sum + maxBitrate, 0);
    const heard = signalling.state.get().phase === 'open';
    const arriving = heard ? this.#arriving(broadcast.get().health) : undefined;
    // Too soon after the last look, or the first: nothing is known that was not.
    if (sample === undefined && arriving !== false) return;
    const settling = this.#connectedAt === undefined || performance.now() - this.#connectedAt < settleInMs;
    const verdict = judge({
      sample: settling ? undefined : sample,
      arriving,
      camera: publisher.sendsPictures,
      madeBps,
    });
    const before = this.#state.get();
    this.#recent = [...this.#recent, verdict].slice(-verdictsKept);
    const history = sample ? afterPoint(before.history, { sample, madeBps }) : before.history;
    // While it finds out, only what cannot be doubted is said.
    const unsure = before.verdict === undefined && settling && verdict.state === 'good';
    this.#state.set({ history, verdict: unsure ? undefined : settled(before.verdict, this.#recent) });
    this.#looks += 1;
    if (this.#looks % looksAReport === 0 && heard) this.#report();
  }

  /** Undefined at the beginning, until the server has had the time to say it. */
  #arriving(health: Health): boolean | undefined {
    this.#spoken ||= health.length > 0;
    const known = this.#spoken || performance.now() - this.#startedAt >= settleInMs;
    return known ? arrives(health) : undefined;
  }

  #report(): void {
    const { publisher, signalling } = this.#sources;
    const now = { iceRestarts: publisher.iceRestarts, reconnects: this.#reconnects };
    const camera = publisher.pictures.get().camera.filter(({ wanted }) => wanted);
    const report = reportOf(this.#state.get().history.slice(-looksAReport), {
      iceRestarts: now.iceRestarts - this.#reported.iceRestarts,
      reconnects: now.reconnects - this.#reported.reconnects,
      spatialLayer: camera.length > 0 ? camera.length - 1 : undefined,
    });
    this.#reported = now;
    // It is about moments: one that is lost is not missed.
    if (report) signalling.request('quality.report', report).catch(() => undefined);
  }
}
