/**
 * Keeps one video producer's layers as they should be: as many as its picture fills, and none that nobody watches. One
 * change after the other; what is wanted meanwhile is looked at last.
 */
import type { types } from 'mediasoup-client';
import {
  type LayerOnItsWay,
  layersAt,
  layersFor,
  type PictureLayer,
  type PictureSize,
  type PictureSource,
  usualSize,
} from './picture-layers.ts';

/** The size of what a track gives. */
export function sizeOf(track: MediaStreamTrack): PictureSize {
  const { width, height } = track.getSettings();
  return width && height ? { width, height } : usualSize;
}

export class SentLayers {
  readonly #producer: types.Producer;
  readonly #source: PictureSource;
  #size: PictureSize;
  #cap = Number.POSITIVE_INFINITY;
  /** As the browser was last told, without which of them are active. */
  #told: string;
  #work: Promise<void> = Promise.resolve();

  constructor(producer: types.Producer, source: PictureSource, size: PictureSize) {
    this.#producer = producer;
    this.#source = source;
    this.#size = size;
    this.#told = sizes(layersFor(source, size));
  }

  /** Those that the picture fills, lowest first. */
  get onTheirWay(): LayerOnItsWay[] {
    return layersFor(this.#source, this.#size, this.#cap)
      .slice(0, layersAt(this.#source, this.#size))
      .map(({ rid, maxBitrate, active }) => ({ rid, maxBitrate, wanted: active }));
  }

  /** The picture has another size now. */
  resize(size: PictureSize): Promise<void> {
    this.#size = size;
    return this.#apply();
  }

  /** Layers above this one, from 0, are wanted by nobody. */
  limit(spatialLayer: number): Promise<void> {
    this.#cap = spatialLayer;
    return this.#apply();
  }

  #apply(): Promise<void> {
    this.#work = this.#work.then(() => this.#change()).catch((thrown) => console.warn('Busker: layers', thrown));
    return this.#work;
  }

  async #change(): Promise<void> {
    if (this.#producer.closed) return;
    const layers = layersFor(this.#source, this.#size, this.#cap);
    if (sizes(layers) !== this.#told) await this.#tellSizes(layers);
    // By the library, which says it in the SDP too: the next negotiation would switch all layers on again.
    await this.#producer.setMaxSpatialLayer(layers.filter(({ active }) => active).length - 1);
  }

  async #tellSizes(layers: readonly PictureLayer[]): Promise<void> {
    const sender = this.#producer.rtpSender;
    if (sender === undefined) return;
    const parameters = sender.getParameters();
    parameters.encodings.forEach((encoding, at) => {
      const layer = layers[at];
      if (layer === undefined) return;
      encoding.scaleResolutionDownBy = layer.scaleResolutionDownBy;
      encoding.maxBitrate = layer.maxBitrate;
    });
    await sender.setParameters(parameters);
    this.#told = sizes(layers);
  }
}

function sizes(layers: readonly PictureLayer[]): string {
  return layers.map(({ scaleResolutionDownBy, maxBitrate }) => `${scaleResolutionDownBy}:${maxBitrate}`).join();
}
