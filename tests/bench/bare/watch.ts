/**
 * The bare server's side of a viewer. Consumers flow from the start: nothing leaves before the handshake is through, and
 * then mediasoup asks for the key frame by itself.
 */
import type { types } from 'mediasoup';
import type { WebSocket } from 'ws';
import { heard, type Stage, tell } from './stage.ts';

interface FromWatcher {
  readonly rtpCapabilities?: types.RtpCapabilities;
  readonly dtlsParameters?: types.DtlsParameters;
}

export async function watch(stage: Stage, socket: WebSocket): Promise<void> {
  const messages = heard<FromWatcher>(socket);
  const transport = await stage.open(socket);
  for await (const { rtpCapabilities, dtlsParameters } of messages) {
    if (dtlsParameters !== undefined) await transport.connect({ dtlsParameters });
    if (rtpCapabilities === undefined) continue;
    const producers = [...stage.producers];
    const consumers = await Promise.all(
      producers.map((producer) => transport.consume({ producerId: producer.id, rtpCapabilities })),
    );
    tell(socket, {
      consumers: consumers.map(({ id, producerId, kind, rtpParameters }) => ({ id, producerId, kind, rtpParameters })),
    });
  }
}
