/**
 * From sessions to people: named ones once each, anonymous ones by session.
 */
import type { Presence } from '#protocol/socket/room.ts';

/** Most names that are listed. */
const listed = 50;

/**
 * @param sessions ids of the sessions in the room, oldest first
 * @param people session id → JSON of `{id, displayName, handle}`, for signed-in sessions (may hold some that left)
 */
export function presenceOf(sessions: readonly string[], people: Readonly<Record<string, string>>): Presence {
  const named = new Map<string, Presence['people'][number]>();
  let anonymous = 0;
  for (const session of sessions.toReversed()) {
    const text = people[session];
    if (text === undefined) {
      anonymous += 1;
      continue;
    }
    const person = JSON.parse(text) as Presence['people'][number];
    if (!named.has(person.id)) named.set(person.id, person);
  }
  return { count: anonymous + named.size, people: [...named.values()].slice(0, listed) };
}
