/**
 * A viewer's first picture comes from the lowest layer; from the moment it is being sent, the best the viewer's
 * bandwidth allows.
 */
import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import { topLayers } from '../policy/layers.ts';

/** Lets the consumer climb once its lowest layer is being sent; nothing where there is one layer only. */
export function climb(log: Logger, producer: types.Producer, consumer: types.Consumer): void {
  const top = topLayers(producer.rtpParameters.encodings?.length ?? 1);
  if (top === undefined) return;
  const onLayers = (current?: types.ConsumerLayers): void => {
    if (current === undefined) return;
    consumer.off('layerschange', onLayers);
    consumer.setPreferredLayers({ ...top }).catch((error: unknown) => {
      if (!consumer.closed) log.warn({ err: error }, 'a consumer stays on its first layer');
    });
  };
  consumer.on('layerschange', onLayers);
}
