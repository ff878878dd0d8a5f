/**
 * A producer of the room appears at an edge on another node under its own id, with all its layers, paused whenever the room's
 * is. It leaves the edge when it ends.
 */
import type { types } from 'mediasoup';
import type { Logger } from 'pino';
import type { RtpParameters } from '#protocol/media/rtp.ts';
import type { PeerLink } from '../peers/peer-link.ts';
import type { FarEdge, Room, RoomProducer } from './room.ts';
import type { Stage } from './stage.ts';

interface Piped {
  readonly peer: PeerLink;
  readonly at: { readonly room: string; readonly mediaEpoch: number; readonly producer: string };
  readonly sent: types.Consumer;
}

/** Resolves when the edge has the producer, or will not have it; never rejects. However often it is called, it is piped once. */
export function pipeFar({ log }: Pick<Stage, 'log'>, room: Room, edge: FarEdge, known: RoomProducer): Promise<void> {
  const { id } = known.producer;
  const present = edge.pipes.get(id);
  if (present !== undefined) return present;
  const piping = pipe(log, room, edge, known).catch((error: unknown) => {
    // Whoever asks for it next tries again.
    if (edge.pipes.get(id) === piping) edge.pipes.delete(id);
    const ended = edge.closed || known.producer.closed;
    if (!ended) log.warn({ err: error, producer: id, node: edge.node }, 'a producer cannot be piped to another node');
  });
  edge.pipes.set(id, piping);
  return piping;
}

async function pipe(
  log: Logger,
  room: Room,
  edge: FarEdge,
  { producer, source, session }: RoomProducer,
): Promise<void> {
  const { peer, near } = await edge.link;
  const { id, kind } = producer;
  const at = { room: room.id, mediaEpoch: room.mediaEpoch };
  const sent = await near.consume({ producerId: id });
  const paused = sent.producerPaused;
  const rtpParameters = sent.rtpParameters as RtpParameters;
  await peer
    .request('edge.produce', { ...at, producer: { id, kind, source, session, paused }, rtpParameters })
    .catch((error: unknown) => {
      sent.close();
      throw error;
    });
  const piped = { peer, at: { ...at, producer: id }, sent };
  const end = (): void => void peer.request('edge.unproduce', piped.at).catch(() => undefined);
  if (sent.closed) return end();
  sent.observer.once('close', () => {
    edge.pipes.delete(id);
    edge.wanted.delete(id);
    end();
  });
  followPauses(log, piped, paused);
}

/** One change at a time, until both are alike: a performer may press the key faster than an edge answers. */
function followPauses(log: Logger, { peer, at, sent }: Piped, told: boolean): void {
  let there = told;
  let following = false;
  const follow = async (): Promise<void> => {
    if (following) return;
    following = true;
    try {
      while (!sent.closed && there !== sent.producerPaused) {
        const paused = sent.producerPaused;
        await peer.request('edge.pause', { ...at, paused });
        there = paused;
      }
    } catch (error) {
      if (!sent.closed) log.warn({ err: error, producer: at.producer }, 'another node does not follow a pause');
    } finally {
      following = false;
    }
  };
  sent.on('producerpause', () => void follow());
  sent.on('producerresume', () => void follow());
  void follow();
}
