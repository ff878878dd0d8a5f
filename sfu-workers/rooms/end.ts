/**
 * Endings: of a session in a room, and of a room with everybody in it. Each closes what it owns; doing so again is nothing.
 */
import type { OpenRooms } from './open-rooms.ts';
import type { Balcony, Edge, FarEdge, Member, Room } from './room.ts';

/** Ends the session's transports, and with them its producers and consumers. */
export function endMember(rooms: OpenRooms, member: Member): void {
  if (member.closed) return;
  member.closed = true;
  rooms.leave(member);
  if (member.room.sender === member.session) member.room.sender = undefined;
  member.playing?.close();
  for (const { transport } of member.transports.values()) transport.close();
  member.transports.clear();
  member.consumers.clear();
  member.site = undefined;
  leaveFar(member);
}

/** Its node is told that it serves the session no more. */
export function leaveFar(member: Member): void {
  const { away, room, session } = member;
  member.away = undefined;
  if (away === undefined || away.edge.closed) return;
  const at = { room: room.id, mediaEpoch: room.mediaEpoch, session };
  away.edge.link.then(({ peer }) => peer.request('edge.leave', at)).catch(() => undefined);
}

/**
 * Ends this node's end of the pipe, and tells the other node, where that is there. Who watched there has no place any more.
 * @returns their sessions, and the transports they had
 */
export function endFarEdge(room: Room, edge: FarEdge): { session: string; transport: string | undefined }[] {
  if (edge.closed) return [];
  edge.closed = true;
  if (room.far.get(edge.node) === edge) room.far.delete(edge.node);
  edge.link
    .then(({ peer, near }) => {
      near.close();
      return peer.request('edge.close', { room: room.id, mediaEpoch: room.mediaEpoch });
    })
    .catch(() => undefined);
  const struck = [...room.members.values()].filter(({ away }) => away?.edge === edge);
  return struck.map((member) => {
    const transport = member.away?.transport;
    member.away = undefined;
    return { session: member.session, transport };
  });
}

/** Ends the edge’s router and the pipe to it, and with them the transports of whoever watches there. */
export function endEdge(room: Room, edge: Edge): void {
  if (edge.closed) return;
  edge.closed = true;
  room.edges.delete(edge);
  edge.link.then(
    ({ router, near }) => {
      near.close();
      router.close();
    },
    () => undefined,
  );
}

/** Ends the balcony’s router and every pipe to it, and with them the transports of whoever is there. */
export function endBalcony(room: Room, balcony: Balcony): void {
  if (balcony.closed) return;
  balcony.closed = true;
  if (room.balcony === balcony) room.balcony = undefined;
  for (const { near } of balcony.feeds.values()) near.close();
  balcony.link.then(
    ({ router }) => router.close(),
    () => undefined,
  );
}

/** Ends the room’s router, and with it everything of everybody in it. */
export function endRoom(rooms: OpenRooms, room: Room): void {
  if (room.closed) return;
  room.closed = true;
  rooms.remove(room);
  // Before its members: one word ends what all of them have there.
  for (const edge of [...room.far.values()]) endFarEdge(room, edge);
  for (const member of [...room.members.values(), ...room.hidden.values()]) endMember(rooms, member);
  for (const edge of [...room.edges]) endEdge(room, edge);
  if (room.balcony !== undefined) endBalcony(room, room.balcony);
  room.router.close();
}
