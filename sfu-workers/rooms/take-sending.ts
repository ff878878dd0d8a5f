/**
 * One session sends in a room. Another takes its place by saying which handing over it saw last: of two API processes that
 * race, one comes first and the other is refused; and a request that lay somewhere for a while takes nothing from anybody.
 */
import { endMember } from './end.ts';
import { takenOver } from './refusals.ts';
import type { Member, Room } from './room.ts';
import type { Stage } from './stage.ts';

/**
 * The session sends from now on, and nobody else. Who did is told.
 * @param seen how often sending had changed hands when the session asked for it
 * @throws ControlRefusal TAKEN_OVER where it changed hands since
 */
export function takeSending(stage: Pick<Stage, 'rooms' | 'news'>, room: Room, session: string, seen: number): void {
  const before = room.sender;
  if (before !== session) {
    if (seen !== room.handovers) throw takenOver();
    room.sender = session;
    room.handovers += 1;
  }
  for (const member of others(room, session))
    if (member.session === before || sends(member)) endMember(stage.rooms, member);
  if (before === undefined || before === session) return;
  const body = { room: room.id, mediaEpoch: room.mediaEpoch, session: before };
  stage.news.announce({ event: 'session.taken-over', body });
}

/** Whether somebody else sends in the room, or is about to. */
export function isTaken(room: Room, session: string): boolean {
  return others(room, session).some((member) => member.session === room.sender || sends(member));
}

function others(room: Room, session: string): Member[] {
  return [...room.members.values()].filter((member) => member.session !== session);
}

function sends({ transports, playing }: Member): boolean {
  return transports.has('send') || playing !== undefined;
}
