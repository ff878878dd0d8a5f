/**
 * A producer of the origin appears on the room's balcony, over a pipe of its own. Two things are taken from what the
 * balcony is told of it, so that nothing done there can reach the performer:
 * - every way to ask for a key frame: the worker then has none to send, whoever asks on the balcony and for whatever reason;
 * - Opus' forward error correction: the worker would report the worst loss among those who listen to the performer.
 *
 * A pipe asks for a key frame itself where it begins to flow. Sound flows at once, for nobody has to be asked for it; pictures from the
 * moment at which the node asks for a key frame anyway (`ask-at-moments.ts`).
 */
import { errors, type types } from 'mediasoup';
import type { Balcony, Feed, Room, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

const ip = '127.0.0.1';
/** Bytes; as for the pipes to edges. */
const recvBufferSize = 2_000_000;

/** Resolves when the balcony has the producer, or will not have it; never rejects. However often it is called, it is fed once. */
export function feedBalcony(stage: Stage, room: Room, balcony: Balcony, { producer }: RoomProducer): Promise<void> {
  const present = balcony.pipes.get(producer.id);
  if (present !== undefined) return present;
  const feeding = feed(stage, room, balcony, producer).catch((error: unknown) => {
    // Whoever asks for it next tries again.
    if (balcony.pipes.get(producer.id) === feeding) balcony.pipes.delete(producer.id);
    const ended = balcony.closed || producer.closed || error instanceof errors.WorkerClosedError;
    if (!ended) stage.log.warn({ err: error, producer: producer.id }, 'a producer cannot be brought to a balcony');
  });
  balcony.pipes.set(producer.id, feeding);
  return feeding;
}

async function feed(stage: Stage, room: Room, balcony: Balcony, producer: types.Producer): Promise<void> {
  const { id, kind } = producer;
  const { router } = await balcony.link;
  const listenInfo = { protocol: 'udp' as const, ip, portRange: { ...stage.plainPorts }, recvBufferSize };
  const near = await room.router.createPipeTransport({ listenInfo });
  try {
    const far = await router.createPipeTransport({ listenInfo });
    const sent = await near.consume({ producerId: id });
    await far.connect({ ip, port: near.tuple.localPort });
    const received = await far.produce({ kind, rtpParameters: dumb(sent.rtpParameters) });
    const connect = (): Promise<void> => near.connect({ ip, port: far.tuple.localPort });
    keep(balcony, producer, { there: received.id, near, sent, connect, connected: false }, received);
    if (kind === 'audio') await connect();
  } catch (error) {
    near.close();
    throw error;
  }
}

/** It leaves the balcony when the producer ends, or the balcony does. */
function keep(balcony: Balcony, producer: types.Producer, made: Feed, received: types.Producer): void {
  const { near } = made;
  if (producer.closed || balcony.closed) {
    received.close();
    near.close();
    return;
  }
  balcony.feeds.set(producer.id, made);
  producer.observer.once('close', () => {
    balcony.feeds.delete(producer.id);
    received.close();
    near.close();
  });
}

/** Without what would let anything on the balcony be heard by the performer. */
function dumb(given: types.RtpParameters): types.RtpParameters {
  const asks = (type: string, parameter = ''): boolean => ['nack pli', 'ccm fir'].includes(`${type} ${parameter}`);
  const codecs = given.codecs.map(({ rtcpFeedback = [], parameters = {}, ...codec }) => {
    const { useinbandfec: _, ...rest } = parameters as Record<string, unknown>;
    const quiet = rtcpFeedback.filter(({ type, parameter }) => !asks(type, parameter));
    return { ...codec, parameters: rest, rtcpFeedback: quiet };
  });
  return { ...given, codecs };
}
