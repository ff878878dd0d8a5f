/**
 * Real WebRTC through the public socket: what the media peers ask of a media node's control socket is asked as a page asks
 * it, so that one peer serves both kinds of test.
 */
import type { DtlsParameters, RtpCapabilities, RtpParameters } from '#protocol/media/rtp.ts';
import type { Result } from '#protocol/socket/requests.ts';
import type { WatchOffer } from '#protocol/socket/room.ts';
import type { ControlClient } from './control-client.ts';
import { MediaPublisher } from './media-publisher.ts';
import { MediaViewer } from './media-viewer.ts';
import type { TestSocket } from './socket.ts';

interface Asked {
  readonly transport: string;
  readonly dtlsParameters: DtlsParameters;
  readonly rtpParameters: RtpParameters;
  readonly rtpCapabilities: RtpCapabilities;
  readonly consumers: string[];
}

/** Receives all that the room sends in which the socket is. */
export function watchThrough(socket: TestSocket): Promise<MediaViewer> {
  return MediaViewer.join(asControl(socket, watching(socket)), placeless, 'viewer');
}

export interface Publishing {
  /** As the server answered `publish.open`; asking it again would begin anew. */
  readonly mediaEpoch: number;
  readonly transport: string;
  /** What sends: what it was asked for, and what it hears. */
  readonly publisher: MediaPublisher;
  startCamera(): Promise<string>;
  close(): void;
}

/** Connected to send in the socket's room, sending nothing yet. */
export async function publishThrough(socket: TestSocket): Promise<Publishing> {
  const opened = await socket.do('publish.open', {});
  const api = asControl(socket, sending(socket, opened));
  const publisher = await MediaPublisher.connect(api, placeless, 'performer');
  return {
    mediaEpoch: opened.mediaEpoch,
    transport: opened.transport.id,
    publisher,
    startCamera: () => publisher.openCamera(api, placeless, 'performer'),
    close: () => publisher.close(),
  };
}

/** Room and epoch are the server's business here. */
const placeless = { room: '', mediaEpoch: 0 };

type Answers = Readonly<Record<string, (asked: Asked) => Promise<unknown>>>;

/** The two things that media peers use of a control client. */
function asControl(socket: TestSocket, answers: Answers): ControlClient {
  const client = {
    event: () => Promise.resolve({ rtpCapabilities: socket.welcome.rtpCapabilities ?? {} }),
    do: (method: string, asked: Asked) =>
      answers[method]?.(asked) ?? Promise.reject(new Error(`${method} is not asked`)),
  };
  return client as unknown as ControlClient;
}

function watching(socket: TestSocket): Answers {
  let offer: WatchOffer | undefined;
  const mediaEpoch = (): number => offer?.mediaEpoch ?? 0;
  return {
    // The transport comes with the consumers, which are asked for next.
    'transport.open': async () => {
      const rtpCapabilities = withoutEstimate(socket.welcome.rtpCapabilities ?? {});
      offer = await socket.do('watch.sync', { rtpCapabilities });
      return { transport: offer.transport };
    },
    'consumers.open': async () => ({ consumers: offer?.consumers ?? [] }),
    'transport.connect': ({ transport, dtlsParameters }) =>
      socket.do('transport.connect', { mediaEpoch: mediaEpoch(), transport, dtlsParameters }),
    'consumers.resume': ({ consumers }) => socket.do('watch.resume', { mediaEpoch: mediaEpoch(), consumers }),
  };
}

function sending(socket: TestSocket, { mediaEpoch, transport: opened }: Result<'publish.open'>): Answers {
  return {
    'transport.open': async () => ({ transport: opened }),
    'transport.connect': ({ transport, dtlsParameters }) =>
      socket.do('transport.connect', { mediaEpoch, transport, dtlsParameters }),
    'producer.open': ({ transport, rtpParameters }) =>
      socket.do('publish.start', { mediaEpoch, transport, kind: 'video', source: 'camera', rtpParameters }),
  };
}

/** These peers report no bandwidth, so they must not say that they would. */
function withoutEstimate({ codecs = [] }: RtpCapabilities): RtpCapabilities {
  const estimates = ['transport-cc', 'goog-remb'];
  const kept = codecs.map((codec) => ({
    ...codec,
    rtcpFeedback: (codec.rtcpFeedback ?? []).filter(({ type }) => !estimates.includes(type)),
  }));
  return { codecs: kept, headerExtensions: [] };
}
