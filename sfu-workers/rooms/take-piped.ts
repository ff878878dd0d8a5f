/**
 * edge.produce: a producer of another node's room comes through the pipe, under its own id, with all its layers.
 */
import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { demandOf } from '../policy/demand.ts';
import { judged } from './ask-worker.ts';
import { findGuest } from './find-guest.ts';
import { pipeProducer } from './pipe-producer.ts';
import { staleEpoch } from './refusals.ts';
import { noTraffic, type RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** What it is known by already is not taken twice. @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_REFUSED, MEDIA_UNAVAILABLE */
export async function takePiped(
  stage: Stage,
  params: ControlParams<'edge.produce'>,
): Promise<ControlResult<'edge.produce'>> {
  const { room, pipe } = findGuest(stage, params);
  const { id, kind, source, session, paused, part } = params.producer;
  if (room.producers.has(id)) return {};
  const rtpParameters = params.rtpParameters as types.RtpParameters;
  const producer = await judged(stage.log, 'These RTP parameters cannot be piped.', () =>
    pipe.produce({ id, kind, rtpParameters, paused }),
  );
  if (room.closed || producer.closed) {
    producer.close();
    throw staleEpoch();
  }
  // Nobody here takes anything of it yet, and its node thinks so too.
  const known: RoomProducer = { producer, source, session, part, demand: demandOf(0), counted: noTraffic };
  room.producers.set(id, known);
  producer.observer.once('close', () => {
    room.producers.delete(id);
    for (const edge of room.edges) edge.pipes.delete(id);
  });
  for (const edge of room.edges) void pipeProducer(stage, edge, known);
  return {};
}
