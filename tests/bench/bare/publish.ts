/**
 * The bare server's side of a publisher. Each message is answered.
 */
import type { types } from 'mediasoup';
import type { WebSocket } from 'ws';
import { heard, type Stage, tell } from './stage.ts';

type FromPublisher =
  | { readonly dtlsParameters: types.DtlsParameters }
  | { readonly kind: types.MediaKind; readonly rtpParameters: types.RtpParameters };

export async function publish(stage: Stage, socket: WebSocket): Promise<void> {
  const messages = heard<FromPublisher>(socket);
  const transport = await stage.open(socket);
  for await (const message of messages) {
    if ('dtlsParameters' in message) {
      await transport.connect(message);
      tell(socket, { id: transport.id });
      continue;
    }
    const producer = await transport.produce({ ...message, rtpParameters: asSent(message.rtpParameters) });
    stage.producers.add(producer);
    producer.observer.once('close', () => stage.producers.delete(producer));
    tell(socket, { id: producer.id });
  }
}

/**
 * Without an extension that mediasoup-client names though the browser does not send it (abs-capture-time): mediasoup 3.27
 * believes it, waits for it, and until then lets no viewer change layers.
 */
function asSent(given: types.RtpParameters): types.RtpParameters {
  const headerExtensions = (given.headerExtensions ?? []).filter(({ uri }) => !uri.endsWith('/abs-capture-time'));
  return { ...given, headerExtensions };
}
