/** A session's transport by its id, never somebody else's. */
import { notFound } from './refusals.ts';
import type { Direction, Member, MemberTransport } from './room.ts';

/** @throws ControlRefusal NOT_FOUND where the session has no such transport in any of these directions */
export function findTransport(member: Member, id: string, directions: readonly Direction[]): MemberTransport {
  const transport = directions
    .map((direction) => member.transports.get(direction))
    .find((record) => record?.transport.id === id);
  if (transport === undefined) throw notFound('transport');
  return transport;
}
