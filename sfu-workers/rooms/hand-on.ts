/**
 * What a viewer asks for who is served by another node is asked there, in its name. What that node does not know any more is
 * gone for the viewer, while the room is not.
 */
import type { ControlMethod, ControlParams, ControlResult } from '#protocol/media/control.ts';
import { pipeFar } from './pipe-far.ts';
import { ControlRefusal, notFound } from './refusals.ts';
import type { Away, Room } from './room.ts';
import type { Stage } from './stage.ts';

const ofTransport: readonly ControlMethod[] = ['transport.connect', 'transport.restart-ice'];
const ofConsumers: readonly ControlMethod[] = ['consumers.open', 'consumers.resume', 'consumers.prefer'];

interface Named {
  readonly room: string;
  readonly mediaEpoch: number;
  readonly session?: string;
  readonly transport?: string;
}

/** By whom the request is to be carried out, where not by this node. */
export function awayFor({ rooms }: Pick<Stage, 'rooms'>, method: ControlMethod, params: Named): Away | undefined {
  const room = rooms.find(params.room);
  if (room?.mediaEpoch !== params.mediaEpoch || params.session === undefined) return undefined;
  const away = room.members.get(params.session)?.away;
  if (away === undefined) return undefined;
  if (ofTransport.includes(method)) return away.transport === params.transport ? away : undefined;
  return ofConsumers.includes(method) ? away : undefined;
}

/** @throws ControlRefusal as the other node refuses; NOT_FOUND where it has no such edge any more; MEDIA_UNAVAILABLE */
export async function handOn<M extends ControlMethod>(
  stage: Stage,
  away: Away,
  method: M,
  params: ControlParams<M>,
): Promise<ControlResult<M>> {
  const { edge } = away;
  const room = stage.rooms.at(params as unknown as Named);
  const { peer } = await edge.link;
  if (method === 'consumers.open') await pipeAll(stage, room, away);
  const result = await peer.request(method, params).catch((thrown: unknown) => {
    if (thrown instanceof ControlRefusal && thrown.code === 'MEDIA_EPOCH_STALE') throw notFound('transport');
    throw thrown;
  });
  if (method === 'consumers.open') away.consumers += (result as ControlResult<'consumers.open'>).consumers.length;
  return result;
}

async function pipeAll(stage: Stage, room: Room, { edge }: Away): Promise<void> {
  await Promise.all([...room.producers.values()].map((known) => pipeFar(stage, room, edge, known)));
}
