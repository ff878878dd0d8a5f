/**
 * Tells a person, and those who moderate, what holds against that person in a channel now.
 */
import type { NoteBody } from '#protocol/socket/notes.ts';
import { readPeople } from '../accounts/index.ts';
import type { TellDeps } from './parts.ts';
import { muteFrom } from './rules/mute.ts';
import { findLastAct, findOpenRooms, findSanction, mostRoomsTold } from './store.ts';

/** Says what is true when it is said: repeating it is harmless. Rejects where Redis is away. */
export async function announceSanction(
  { read, live, clock }: TellDeps,
  { performerId, userId }: { readonly performerId: string; readonly userId: string },
): Promise<void> {
  const [act, held, rooms] = await Promise.all([
    findLastAct(read, performerId, userId),
    findSanction(read, performerId, userId),
    findOpenRooms(read, performerId, mostRoomsTold),
  ]);
  const people = await readPeople(read, [performerId, userId, ...(act === null ? [] : [act.byId])]);
  const nameOf = (id: string): string => people.get(id)?.displayName ?? '';
  const mute = muteFrom(held, clock.now());
  const told: NoteBody<'chat.sanctioned'> = {
    ...{ person: { id: userId, displayName: nameOf(userId) }, mute },
    by: act === null ? '' : nameOf(act.byId),
  };
  await live.publishAll([
    {
      ...{ channel: { person: userId }, name: 'chat.muted' },
      body: { performer: { id: performerId, displayName: nameOf(performerId) }, mute },
    },
    ...rooms.map((room) => ({
      ...{ channel: { room, audience: 'moderators' as const }, name: 'chat.sanctioned' as const, body: told },
    })),
  ]);
}
