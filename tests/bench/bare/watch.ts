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
      producers.map(async (producer) => {
        const consumer = await transport.consume({ producerId: producer.id, rtpCapabilities, ...(producer.kind === 'video' ? { preferredLayers: { spatialLayer: 0 } } : {}) });
        if (producer.kind === 'video') {
          consumer.on('layerschange', (l) => console.error('LAYERS', JSON.stringify(l)));
          consumer.once('layerschange', () => { consumer.setPreferredLayers({ spatialLayer: 2 }); console.error('CLIMB'); });
          consumer.on('score', (sc) => console.error('SCORE', JSON.stringify(sc)));
          transport.enableTraceEvent(['bwe', 'probation']);
          transport.on('trace', (t) => console.error('TRACE', t.type, JSON.stringify(t.info)));
          setInterval(async () => { if (producer.closed || consumer.closed) return; console.error('P', JSON.stringify((await producer.getStats()).map((x) => [x.rid, x.bitrate, x.score])), 'T', JSON.stringify((await transport.getStats()).map((x) => x.availableOutgoingBitrate))); }, 2000).unref();
        }
        return consumer;
      }),
    );
    tell(socket, {
      consumers: consumers.map(({ id, producerId, kind, rtpParameters }) => ({ id, producerId, kind, rtpParameters })),
    });
  }
}
