/**
 * One session sends in a room, or from each seat of a two-way one. Another takes its place by saying which handing over it saw last: of two API processes that
 * race, one comes first and the other is refused; and a request that lay somewhere for a while takes nothing from anybody.
 */
import type { CallSeat, Part } from '#protocol/socket/source.ts';
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

/**
 * The same in a two-way room, where one session sends from each seat. Epochs come from whoever seats people, so an older one is of a
 * session that has lost its seat; what it still had here ends.
 * @throws ControlRefusal TAKEN_OVER where the seat is another's by now
 */
export function takeCall(stage: Pick<Stage, 'rooms' | 'news'>, room: Room, session: string, seat: CallSeat): void {
  const before = room.callers.get(seat.part);
  const isLater = before === undefined || seat.epoch > before.epoch;
  if (!isLater && (seat.epoch < before.epoch || before.session !== session)) throw takenOver();
  room.callers.set(seat.part, { session, epoch: seat.epoch });
  if (before === undefined || before.session === session) return;
  const member = room.members.get(before.session);
  if (member !== undefined) endMember(stage.rooms, member);
  const body = { room: room.id, mediaEpoch: room.mediaEpoch, session: before.session };
  stage.news.announce({ event: 'session.taken-over', body });
}

/** The seat from which a session sends; undefined where the room is for one who sends. */
export function partOf(room: Room, session: string): Part | undefined {
  return [...room.callers].find(([, caller]) => caller.session === session)?.[0];
}

/** Whether a session may go on to send: nobody else took its place. */
export function isSender(room: Room, session: string): boolean {
  return room.sender === session || partOf(room, session) !== undefined;
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
