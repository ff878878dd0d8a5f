/**
 * Asks again for first key frames that did not come. mediasoup asks once DTLS is connected, and a second time at most; where
 * both are lost, a viewer of several layers would wait for ever, because its own requests concern the layer it gets, and it
 * gets none yet. However many ask, the performer hears of two a second and layer (`keyFrameRequestDelay`).
 */
import type { Logger } from 'pino';
import type { Room, RoomConsumer } from './room.ts';

/** For all of the room that should flow and do not. */
export function askAgain(log: Logger, room: Room): void {
  const all = [...room.members.values()].flatMap((member) => [...member.consumers.values()]);
  for (const { consumer } of all.filter(isWaiting)) {
    consumer.requestKeyFrame().catch((error: unknown) => {
      if (!consumer.closed) log.debug({ err: error }, 'a key frame was not asked for');
    });
  }
}

function isWaiting({ consumer, top }: RoomConsumer): boolean {
  return top > 0 && !consumer.paused && !consumer.producerPaused && consumer.currentLayers === undefined;
}
