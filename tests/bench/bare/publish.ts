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
    const producer = await transport.produce(message);
    stage.producers.add(producer);
    producer.observer.once('close', () => stage.producers.delete(producer));
    tell(socket, { id: producer.id });
  }
}
