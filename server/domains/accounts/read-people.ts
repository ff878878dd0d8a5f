/**
 * Names people for those who only know their ids.
 */
import type { Reader } from '#platform/database/index.ts';
import { findPeople } from './store.ts';

/** A person as everybody may see them beside what they made. */
export interface Person {
  readonly id: string;
  readonly displayName: string;
  readonly handle: string;
}

/** By id; ids nobody has are absent. */
export async function readPeople(read: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const people = await findPeople(read, [...new Set(ids)]);
  return new Map(people.map((person) => [person.id, person]));
}
