/**
 * A viewer's first picture comes from the lowest layer; from the moment it is being sent, the best that the viewer wants
 * and its bandwidth allows.
 */
import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import { followCap } from './follow-wish.ts';
import type { RoomConsumer } from './room.ts';

/** Lets the consumer climb once its lowest layer is being sent; nothing where there is one layer only. */
export function climb(log: Logger, known: RoomConsumer): void {
  const { consumer } = known;
  if (known.top === 0) return;
  const onLayers = (current?: types.ConsumerLayers): void => {
    if (current === undefined) return;
    consumer.off('layerschange', onLayers);
    known.started = true;
    followCap(known).catch((error: unknown) => {
      if (!consumer.closed) log.warn({ err: error }, 'a consumer stays on its first layer');
    });
  };
  consumer.on('layerschange', onLayers);
}
