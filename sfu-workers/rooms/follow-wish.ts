/**
 * Brings a consumer to what its viewer wants of it: it flows where its client is ready, does not want it paused and is not kept
 * from it, and
 * climbs no higher than it was told to. mediasoup asks for a key frame itself where it begins to flow.
 */
import { errors } from 'mediasoup';
import { highestFor } from '../policy/layers.ts';
import type { RoomConsumer } from './room.ts';

/** Passes over a consumer that has ended. @throws where the worker does not do it */
export async function followWish(known: RoomConsumer): Promise<void> {
  const { consumer, ready, held, wish } = known;
  try {
    if (!ready || held || wish.paused) {
      if (!consumer.paused) await consumer.pause();
      return;
    }
    // The cap first, so that the key frame which is asked for is of the right layer.
    if (known.started) await followCap(known);
    if (consumer.paused) await consumer.resume();
  } catch (error) {
    // Its worker ended it with its producer before this process heard of that.
    if (!consumer.closed && !(error instanceof errors.NotFoundError)) throw error;
  }
}

/** Lets it climb as high as it may. Nothing where there is one layer only. */
export async function followCap({ consumer, top, wish }: RoomConsumer): Promise<void> {
  if (top > 0) await consumer.setPreferredLayers({ spatialLayer: highestFor(wish.spatialLayer, top) });
}
