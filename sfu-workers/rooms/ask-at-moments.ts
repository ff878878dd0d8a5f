/**
 * Asks for key frames in every room that sends pictures, at moments that nobody can foresee, whether or not anybody is on its balcony. Who
 * is there begins to see at such a moment. On the wire it is the same each time: one request for each layer, made by a pipe: by
 * one that leads nowhere and is closed again at once, by the balcony's when it begins to flow, or by that one again.
 */
import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup';
import { momentAfter } from '../policy/key-frame-moments.ts';
import type { Room, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

const ip = '127.0.0.1';
/** Where nothing listens (RFC 863): nothing is sent there, because nothing waits for the answer. */
const nowhere = 9;
const steps = 1_000_000;

/** Asks where it is time to; never rejects. */
export async function askAtMoments(stage: Stage, room: Room): Promise<void> {
  const { clock, log, keyFrameMoments } = stage;
  // The node of the room's origin asks, once for all that carry it.
  if (room.upstream !== undefined) return;
  const pictures = [...room.producers.values()].filter(({ producer }) => producer.kind === 'video');
  const { prompter } = room;
  if (pictures.length === 0) {
    prompter.atMs = undefined;
    return;
  }
  const nowMs = clock.monotonicMs();
  const due = prompter.atMs !== undefined && nowMs >= prompter.atMs;
  if (due || prompter.atMs === undefined) prompter.atMs = momentAfter(nowMs, keyFrameMoments, randomInt(steps) / steps);
  if (!due) return;
  for (const known of pictures) {
    await ask(stage, room, known).catch((error: unknown) => {
      if (!room.closed && !known.producer.closed)
        log.warn({ err: error, room: room.id }, 'a key frame was not asked for');
    });
  }
}

async function ask(stage: Stage, room: Room, { producer }: RoomProducer): Promise<void> {
  if (producer.paused || producer.closed || room.closed) return;
  const feed = room.balcony?.feeds.get(producer.id);
  if (feed === undefined) return askIntoNothing(stage, room, producer);
  if (!feed.connected) {
    feed.connected = true;
    return feed.connect();
  }
  await (feed.sent.paused ? feed.sent.resume() : feed.sent.requestKeyFrame());
}

async function askIntoNothing(stage: Stage, room: Room, producer: types.Producer): Promise<void> {
  const { prompter } = room;
  prompter.transport ??= openNowhere(stage, room);
  const transport = await prompter.transport.catch((error: unknown) => {
    prompter.transport = undefined;
    throw error;
  });
  (await transport.consume({ producerId: producer.id })).close();
}

/** It ends with its room's router. */
async function openNowhere({ plainPorts }: Stage, { router }: Room): Promise<types.PipeTransport> {
  const transport = await router.createPipeTransport({
    listenInfo: { protocol: 'udp', ip, portRange: { ...plainPorts } },
  });
  await transport.connect({ ip, port: nowhere });
  return transport;
}
