/**
 * One send transport with its producers, belonging to one media epoch of one session.
 */
import type { types } from 'mediasoup-client';
import { encodingsFor, microphoneOptions } from '#protocol/media/codecs.ts';
import type { DtlsParameters, MediaKind, RtpParameters, TransportOffer } from '#protocol/media/rtp.ts';
import { asLibrary, asProtocol } from './parameters.ts';

export type SentSource = 'camera' | 'microphone';

export interface SentEvents {
  readonly connect: (transport: string, dtlsParameters: DtlsParameters) => Promise<unknown>;
  /** Tells the server of a producer; resolves with its id. */
  readonly produce: (given: {
    transport: string;
    kind: MediaKind;
    source: SentSource;
    rtpParameters: RtpParameters;
  }) => Promise<string>;
  readonly onConnection: (state: types.ConnectionState) => void;
}

/** Of a camera that does not say its width. */
const usualWidth = 1280;

export class Sent {
  readonly mediaEpoch: number;
  /** The session whose transport this is. */
  readonly session: string;
  readonly #device: types.Device;
  readonly #transport: types.Transport;
  readonly #producers = new Map<SentSource, types.Producer>();

  constructor(
    device: types.Device,
    offer: { mediaEpoch: number; session: string; transport: TransportOffer },
    events: SentEvents,
  ) {
    this.mediaEpoch = offer.mediaEpoch;
    this.session = offer.session;
    this.#device = device;
    this.#transport = device.createSendTransport(asLibrary(offer.transport));
    this.#transport.on('connect', ({ dtlsParameters }, done, failed) => {
      events.connect(this.#transport.id, asProtocol(dtlsParameters)).then(done, failed);
    });
    this.#transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const source = appData.source as SentSource;
      const told = events.produce({
        transport: this.#transport.id,
        kind,
        source,
        rtpParameters: asProtocol(rtpParameters),
      });
      told.then((id) => done({ id }), failed);
    });
    this.#transport.on('connectionstatechange', events.onConnection);
  }

  producer(source: SentSource): types.Producer | undefined {
    return this.#producers.get(source);
  }

  /** Sends a track from now on. Our tracks outlive their producers, for the preview shows them too. */
  async produce(source: SentSource, track: MediaStreamTrack): Promise<types.Producer> {
    const producer = await this.#transport.produce({
      track,
      stopTracks: false,
      appData: { source },
      ...(source === 'camera' ? this.#asCamera(track) : { codecOptions: microphoneOptions }),
    });
    this.#producers.set(source, producer);
    return producer;
  }

  close(): void {
    this.#producers.clear();
    this.#transport.close();
  }

  /** VP8 in as many layers as the camera's size allows; a start bitrate at which the top one is there at once. */
  #asCamera(track: MediaStreamTrack): Pick<types.ProducerOptions, 'encodings' | 'codec' | 'codecOptions'> {
    const codec = this.#device.sendRtpCapabilities.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === 'video/vp8',
    );
    const encodings = encodingsFor(track.getSettings().width ?? usualWidth);
    return { encodings, codecOptions: { videoGoogleStartBitrate: 1000 }, ...(codec && { codec }) };
  }
}
