/**
 * One send transport with its producers, belonging to one media epoch of one session.
 */
import type { types } from 'mediasoup-client';
import { microphoneOptions, screenSoundOptions } from '#protocol/media/codecs.ts';
import type { DtlsParameters, MediaKind, RtpParameters, TransportOffer } from '#protocol/media/rtp.ts';
import type { Source } from '#protocol/socket/source.ts';
import { IceRepair } from './ice-repair.ts';
import { type FreshIce, restartWith, wayFor } from './ice-servers.ts';
import { asProtocol } from './parameters.ts';
import { isPicture, type LayerOnItsWay, layersFor } from './picture-layers.ts';
import { SentLayers, sizeOf } from './sent-layers.ts';

export interface SentEvents {
  readonly connect: (transport: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
  /** Tells the server of a producer; resolves with its id. */
  readonly produce: (given: {
    transport: string;
    kind: MediaKind;
    source: Source;
    rtpParameters: RtpParameters;
  }) => Promise<string>;
  /** Asks for new ICE credentials. */
  readonly restartIce: (transport: string) => Promise<FreshIce>;
  readonly onConnection: (state: types.ConnectionState) => void;
  /** Beyond repair. */
  readonly onLost: () => void;
  /** Which layers are sent has changed. */
  readonly onLayers: () => void;
}

/** At which the top layer is there at once, in kbit/s. */
const videoGoogleStartBitrate = 1000;

interface Sending {
  readonly producer: types.Producer;
  /** Of a picture. */
  readonly layers: SentLayers | undefined;
}

export class Sent {
  readonly mediaEpoch: number;
  /** The session whose transport this is. */
  readonly session: string;
  readonly repair: IceRepair;
  readonly #transport: types.Transport;
  readonly #events: SentEvents;
  readonly #sending = new Map<Source, Sending>();

  constructor(
    device: types.Device,
    offer: { mediaEpoch: number; session: string; transport: TransportOffer },
    events: SentEvents,
  ) {
    this.mediaEpoch = offer.mediaEpoch;
    this.session = offer.session;
    this.#events = events;
    this.#transport = device.createSendTransport(wayFor(offer.transport));
    this.repair = new IceRepair({ restart: () => this.#restartIce(), giveUp: events.onLost });
    this.#transport.on('connect', ({ dtlsParameters }, done, failed) => {
      events.connect(this.#transport.id, asProtocol(dtlsParameters)).then(done, failed);
    });
    this.#transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const source = appData.source as Source;
      const transport = this.#transport.id;
      const told = events.produce({ transport, kind, source, rtpParameters: asProtocol(rtpParameters) });
      told.then((id) => done({ id }), failed);
    });
    this.#transport.on('connectionstatechange', (now) => {
      this.repair.connectionChanged(now);
      events.onConnection(now);
    });
  }

  /** The transport's id. */
  get id(): string {
    return this.#transport.id;
  }

  producer(source: Source): types.Producer | undefined {
    return this.#sending.get(source)?.producer;
  }

  /**
   * Sends a track from now on, a picture in the first of the server's codecs that this browser can send. Our tracks outlive
   * their producers, for the preview shows them too.
   */
  async produce(source: Source, track: MediaStreamTrack): Promise<types.Producer> {
    const size = sizeOf(track);
    const how = isPicture(source)
      ? { codecOptions: { videoGoogleStartBitrate }, encodings: layersFor(source, size) }
      : { codecOptions: source === 'microphone' ? microphoneOptions : screenSoundOptions };
    const producer = await this.#transport.produce({ track, stopTracks: false, appData: { source }, ...how });
    await keepSize(producer);
    const layers = isPicture(source) ? new SentLayers(producer, source, size) : undefined;
    this.#sending.set(source, { producer, layers });
    this.#events.onLayers();
    return producer;
  }

  /** Sends another track of the same source: viewers notice nothing but the picture. */
  async exchange(source: Source, track: MediaStreamTrack): Promise<void> {
    const sending = this.#sending.get(source);
    await sending?.producer.replaceTrack({ track });
    await sending?.layers?.resize(sizeOf(track));
    this.#events.onLayers();
  }

  /** Ends a source here; gives its producer's id for the server, undefined where it was not sent. */
  end(source: Source): string | undefined {
    const sending = this.#sending.get(source);
    if (sending === undefined) return undefined;
    this.#sending.delete(source);
    sending.producer.close();
    this.#events.onLayers();
    return sending.producer.id;
  }

  /** Layers above this one of a producer are wanted by nobody. */
  limit(producerId: string, spatialLayer: number): void {
    const sending = [...this.#sending.values()].find(({ producer }) => producer.id === producerId);
    void sending?.layers?.limit(spatialLayer);
    this.#events.onLayers();
  }

  layers(source: Source): readonly LayerOnItsWay[] {
    return this.#sending.get(source)?.layers?.onTheirWay ?? [];
  }

  /** The browser's counts of all that leaves; see `sending-sample.ts`. */
  stats(): Promise<RTCStatsReport> {
    return this.#transport.getStats();
  }

  close(): void {
    this.repair.close();
    this.#sending.clear();
    this.#transport.close();
  }

  async #restartIce(): Promise<void> {
    const given = await this.#events.restartIce(this.#transport.id);
    if (!this.#transport.closed) await restartWith(this.#transport, given);
  }
}

/**
 * Where an H.264 picture turns out coarse, Chromium makes it smaller, and leaves out its best layers then; with VP8 it does
 * not. Here layers are for that, so it sends fewer pictures instead (docs/decisions/0024-codecs.md).
 */
async function keepSize({ rtpSender, rtpParameters }: types.Producer): Promise<void> {
  if (rtpSender === undefined || rtpParameters.codecs[0]?.mimeType.toLowerCase() !== 'video/h264') return;
  await rtpSender.setParameters({ ...rtpSender.getParameters(), degradationPreference: 'maintain-resolution' });
}
