/**
 * A producer of the origin appears at an edge, with all its layers, under its own id (at an edge of a dialect under another,
 * because the worker may have it already), paused whenever the origin's is. It
 * leaves the edge when it ends. Key frames that are asked for at the edge are asked of the origin's producer, whose
 * `keyFrameRequestDelay` holds for all edges together; the edge adds no delay of its own.
 */

import type { types } from 'mediasoup';
import { errors } from 'mediasoup';
import type { Logger } from 'pino';
import type { Edge, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

/** Resolves when the edge has the producer, or will not have it; never rejects. However often it is called, it is piped once. */
export function pipeProducer({ log }: Pick<Stage, 'log'>, edge: Edge, { producer }: RoomProducer): Promise<void> {
  const present = edge.pipes.get(producer.id);
  if (present !== undefined) return present;
  const piping = pipe(log, edge, producer).catch((error: unknown) => {
    // Whoever asks for it next tries again.
    if (edge.pipes.get(producer.id) === piping) edge.pipes.delete(producer.id);
    const ended = edge.closed || producer.closed || error instanceof errors.WorkerClosedError;
    if (!ended) log.warn({ err: error, producer: producer.id }, 'a producer cannot be piped to an edge');
  });
  edge.pipes.set(producer.id, piping);
  return piping;
}

async function pipe(log: Logger, edge: Edge, producer: types.Producer): Promise<void> {
  const { near, far } = await edge.link;
  const { id, kind } = producer;
  const sent = await near.consume({ producerId: id });
  const { rtpParameters } = sent;
  const received = await far
    .produce({ ...(edge.dialect === undefined ? { id } : {}), kind, rtpParameters, paused: sent.producerPaused })
    .catch((error: unknown) => {
      sent.close();
      throw error;
    });
  sent.observer.once('close', () => {
    edge.names.delete(id);
    received.close();
  });
  if (sent.closed || edge.closed) {
    sent.close();
    received.close();
    return;
  }
  edge.names.set(id, received.id);
  followPauses(log, sent, received);
}

/** One change at a time, until both are alike: a performer may press the key faster than an edge answers. */
function followPauses(log: Logger, sent: types.Consumer, received: types.Producer): void {
  let following = false;
  const follow = async (): Promise<void> => {
    if (following) return;
    following = true;
    try {
      while (!received.closed && received.paused !== sent.producerPaused)
        await (sent.producerPaused ? received.pause() : received.resume());
    } catch (error) {
      if (!received.closed) log.warn({ err: error, producer: received.id }, 'an edge does not follow a pause');
    } finally {
      following = false;
    }
  };
  sent.on('producerpause', () => void follow());
  sent.on('producerresume', () => void follow());
  void follow();
}
