/**
 * One receive transport with its consumers, belonging to one media epoch. When the epoch ends, all of it ends.
 */
import type { types } from 'mediasoup-client';
import type { ConsumerOffer, DtlsParameters, TransportOffer } from '#protocol/media/rtp.ts';
import type { Source } from '#protocol/socket/source.ts';
import { type FreshIce, restartWith, wayFor } from './ice-servers.ts';
import { layersOf } from './layers.ts';
import { asLibrary, asProtocol } from './parameters.ts';

export interface ReceivedTrack {
  readonly consumerId: string;
  readonly producerId: string;
  readonly source: Source;
  readonly track: MediaStreamTrack;
  /** How many spatial layers it comes in. */
  readonly layers: number;
}

export interface ReceivedEvents {
  readonly connect: (transport: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
  readonly onConnection: (state: types.ConnectionState) => void;
}

export class Received {
  readonly mediaEpoch: number;
  readonly #transport: types.Transport;
  readonly #consumers = new Map<string, { consumer: types.Consumer; source: Source }>();
  readonly #closing = Promise.withResolvers<void>();

  /** The transport's id, which the server knows it by. */
  get transport(): string {
    return this.#transport.id;
  }

  constructor(device: types.Device, offer: TransportOffer, mediaEpoch: number, events: ReceivedEvents) {
    this.mediaEpoch = mediaEpoch;
    this.#transport = device.createRecvTransport(wayFor(offer));
    this.#transport.on('connect', ({ dtlsParameters }, done, failed) => {
      events.connect(this.#transport.id, asProtocol(dtlsParameters)).then(done, failed);
    });
    this.#transport.on('connectionstatechange', events.onConnection);
  }

  /**
   * Makes consumers of all offers together. Resolves with the ids of those that are ready to flow, and whether any could
   * not be made; with neither once this is closed, for the library leaves open what it was busy with then.
   */
  async consume(offers: readonly ConsumerOffer[]): Promise<{ ready: string[]; failed: boolean }> {
    const made = Promise.allSettled(offers.map((offer) => this.#consume(offer)));
    const settled = (await Promise.race([made, this.#closing.promise])) ?? [];
    if (this.#transport.closed) return { ready: [], failed: false };
    for (const one of settled) if (one.status === 'rejected') console.warn('Busker: not received', one.reason);
    const ready = settled.flatMap((one) => (one.status === 'fulfilled' && one.value !== undefined ? [one.value] : []));
    return { ready, failed: settled.some(({ status }) => status === 'rejected') };
  }

  /** Ends the consumers whose producer is not among these. */
  keepOnly(producerIds: readonly string[]): void {
    for (const [producerId, { consumer }] of this.#consumers) {
      if (producerIds.includes(producerId)) continue;
      consumer.close();
      this.#consumers.delete(producerId);
    }
  }

  tracks(): ReceivedTrack[] {
    return [...this.#consumers].map(([producerId, { consumer, source }]) => ({
      consumerId: consumer.id,
      producerId,
      source,
      track: consumer.track,
      layers: layersOf(consumer.rtpParameters.encodings?.[0]?.scalabilityMode),
    }));
  }

  /** Uses new ICE credentials; what flows goes on meanwhile. */
  async restartIce(given: FreshIce): Promise<void> {
    await restartWith(this.#transport, given);
  }

  /** Whether there is a consumer of this id. */
  has(consumerId: string): boolean {
    return [...this.#consumers.values()].some(({ consumer }) => consumer.id === consumerId);
  }

  stats(): Promise<RTCStatsReport> {
    return this.#transport.getStats();
  }

  close(): void {
    this.#consumers.clear();
    this.#transport.close();
    this.#closing.resolve();
  }

  async #consume({ id, producerId, kind, source, rtpParameters }: ConsumerOffer): Promise<string | undefined> {
    if (this.#consumers.has(producerId)) return undefined;
    // One stream for picture and sound, so that the browser keeps them together in time.
    const streamId = `epoch-${this.mediaEpoch}`;
    const parameters = asLibrary(rtpParameters);
    const consumer = await this.#transport.consume({ id, producerId, kind, rtpParameters: parameters, streamId });
    this.#consumers.set(producerId, { consumer, source });
    return consumer.id;
  }
}
