/**
 * Endings: of a session in a room, and of a room with everybody in it. Each closes what it owns; doing so again is nothing.
 */
import type { OpenRooms } from './open-rooms.ts';
import type { Edge, Member, Room } from './room.ts';

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
}

/** Ends the edge’s router and the pipe to it, and with them the transports of whoever watches there. */
export function endEdge(room: Room, edge: Edge): void {
  if (edge.closed) return;
  edge.closed = true;
  if (room.edges.get(edge.worker) === edge) room.edges.delete(edge.worker);
  edge.link.then(
    ({ router, near }) => {
      near.close();
      router.close();
    },
    () => undefined,
  );
}

/** Ends the room’s router, and with it everything of everybody in it. */
export function endRoom(rooms: OpenRooms, room: Room): void {
  if (room.closed) return;
  room.closed = true;
  rooms.remove(room);
  for (const member of [...room.members.values()]) endMember(rooms, member);
  for (const edge of [...room.edges.values()]) endEdge(room, edge);
  room.router.close();
}
