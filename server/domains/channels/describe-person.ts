/**
 * Somebody as those see them who moderate a channel.
 */
import type { Reader } from '#platform/database/index.ts';
import type { ChatMute } from '#protocol/socket/chat.ts';
import { nobody } from './errors.ts';
import { capacityOf } from './rules/capacity.ts';
import { muteFrom } from './rules/mute.ts';
import { findModerator, findPerson, findSanction, type KnownPerson } from './store.ts';

export interface PersonHere {
  readonly person: KnownPerson;
  readonly moderates: boolean;
  readonly mute: ChatMute | null;
}

/** @param nowMs milliseconds since 1970 @throws Refusal NOT_FOUND where there is nobody, or they are gone */
export async function describePerson(
  read: Reader,
  performerId: string,
  by: { readonly id: string } | { readonly handle: string },
  nowMs: number,
): Promise<PersonHere> {
  const person = await findPerson(read, by);
  if (person === null) throw nobody();
  const [since, sanction] = await Promise.all([
    findModerator(read, performerId, person.id),
    findSanction(read, performerId, person.id),
  ]);
  const capacity = capacityOf(performerId, { userId: person.id, roles: person.roles }, since !== undefined);
  return { person, moderates: capacity !== null, mute: muteFrom(sanction, nowMs) };
}
