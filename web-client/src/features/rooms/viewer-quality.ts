/**
 * The picture as this viewer needs it and has it: asks for what their place can show, measures what comes, says it to the
 * server, keeps a phone's screen on. Loaded after the first picture; without React.
 */
import { Attention } from '../../media/attention.ts';
import type { ReceivedTrack } from '../../media/received.ts';
import { ScreenAwake } from '../../media/screen-awake.ts';
import { shownPicture } from '../../media/shown-picture.ts';
import { TileSize } from '../../media/tile-size.ts';
import { newest, WatchMeter } from '../../media/watch-meter.ts';
import type { WatchSample } from '../../media/watch-sample.ts';
import { WishSender } from '../../media/wish-sender.ts';
import { createStore, type Readable, type Store } from '../../signalling/index.ts';
import { insetChoice } from './inset-choice.ts';
import { layerOf, optionsOf, type QualityOption, wishesOf } from './media-wish.ts';
import { qualityChoice } from './quality-choice.ts';
import { QualityReporter } from './quality-reporter.ts';
import { expectsPictures } from './stage-view.ts';
import { healthOf, type ReceivedPicture, type ViewerHealth } from './viewer-health.ts';
import type { Visit } from './visit.ts';

/** What the badge is about, in milliseconds. */
const lastMs = 5_000;

export interface ViewerQuality {
  /** Of the last five seconds. */
  readonly health: Readable<ViewerHealth>;
  readonly options: Readable<readonly QualityOption[]>;
  /** The last two minutes, a second apart. */
  readonly samples: Readable<readonly WatchSample[]>;
  /** How many spatial layers the picture comes in. */
  layers(): number;
  close(): void;
}

/** Begins at once. @param video what the show is played in */
export function openViewerQuality(visit: Visit, video: HTMLVideoElement): ViewerQuality {
  return new Quality(visit, video);
}

class Quality implements ViewerQuality {
  readonly #visit: Visit;
  readonly #attention: Attention;
  readonly #tile: TileSize;
  readonly #wishes: WishSender;
  readonly #meter: WatchMeter;
  readonly #reporter: QualityReporter;
  readonly #wake = new ScreenAwake();
  readonly #health: Store<ViewerHealth>;
  readonly #options: Store<readonly QualityOption[]>;
  readonly #stops: readonly (() => void)[];
  /** Of the pictures of one consumer: a camera's say nothing of how large a screen comes. */
  #tallest = 0;
  #tallestOf: string | undefined;

  constructor(visit: Visit, video: HTMLVideoElement) {
    this.#visit = visit;
    this.#attention = new Attention(video);
    this.#tile = new TileSize(video);
    this.#wishes = new WishSender({ send: (wishes) => visit.media.prefer(wishes) });
    this.#meter = new WatchMeter({
      stats: () => visit.media.stats(),
      wanted: () => this.#wanted(),
      shown: () => this.#shown()?.track.id,
    });
    this.#health = createStore(healthOf([], this.#picture()));
    this.#options = createStore(optionsOf(this.layers(), 0));
    this.#reporter = new QualityReporter(visit, (ms) => healthOf(newest(this.samples.get(), ms), this.#picture()));
    const ask = (): void => this.#ask();
    this.#stops = [
      visit.media.tracks.subscribe(ask),
      qualityChoice.subscribe(ask),
      insetChoice.subscribe(ask),
      this.#attention.seen.subscribe(ask),
      this.#tile.tile.subscribe(ask),
      this.#meter.samples.subscribe(() => this.#measured()),
    ];
    ask();
  }

  get health(): Readable<ViewerHealth> {
    return this.#health;
  }

  get options(): Readable<readonly QualityOption[]> {
    return this.#options;
  }

  get samples(): Readable<readonly WatchSample[]> {
    return this.#meter.samples;
  }

  layers(): number {
    return this.#shown()?.layers ?? 0;
  }

  close(): void {
    for (const stop of this.#stops) stop();
    for (const part of [this.#attention, this.#tile, this.#wishes, this.#meter, this.#reporter, this.#wake])
      part.close();
  }

  #shown(): ReceivedTrack | undefined {
    return shownPicture(this.#visit.media.tracks.get());
  }

  #picture(): ReceivedPicture {
    const layers = this.layers();
    const wanted = layerOf(qualityChoice.get(), layers, this.#tile.tile.get(), this.#tallest);
    return { layers, wanted, tallest: this.#tallest, still: this.#shown()?.source === 'screen' };
  }

  /** Whether pictures ought to be coming: sent, wanted, and seen by somebody. */
  #wanted(): boolean {
    return expectsPictures(this.#visit.room.get()) && qualityChoice.get() !== 'audio' && this.#attention.seen.get();
  }

  #ask(): void {
    const seen = this.#attention.seen.get();
    this.#shownChanged();
    const facts = { tracks: this.#visit.media.tracks.get(), tile: this.#tile.tile.get(), tallest: this.#tallest };
    this.#wishes.want(wishesOf({ ...facts, choice: qualityChoice.get(), seen, inset: insetChoice.get() }));
    this.#options.set(optionsOf(this.layers(), this.#tallest));
    this.#wake.want(seen && this.#shown() !== undefined && qualityChoice.get() !== 'audio' && isHandheld());
  }

  #shownChanged(): void {
    const shown = this.#shown()?.consumerId;
    if (shown === this.#tallestOf) return;
    this.#tallestOf = shown;
    this.#tallest = 0;
  }

  #measured(): void {
    const samples = this.#meter.samples.get();
    const { width = 0, height = 0 } = samples.at(-1) ?? {};
    const before = this.#tallest;
    this.#tallest = samples.length < 2 ? 0 : Math.max(before, Math.min(width, height));
    if (this.#tallest !== before) this.#ask();
    this.#health.set(healthOf(newest(samples, lastMs), this.#picture()));
  }
}

/** Computers have a power plan of their own. */
function isHandheld(): boolean {
  return window.matchMedia('(pointer: coarse)').matches;
}
