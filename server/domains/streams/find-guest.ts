/**
 * Whom a two-way room is with.
 */
import type { Reader } from '#platform/database/index.ts';
import { findPerson } from '../accounts/index.ts';
import { alone, noSuchGuest } from './errors.ts';

/** @returns null where nobody is named @throws Refusal NOT_FOUND; CONFLICT where it is the performer */
export async function findGuest(read: Reader, handle: string | undefined, performerId: string): Promise<string | null> {
  if (handle === undefined) return null;
  const person = await findPerson(read, { handle });
  if (person === null || person.gone) throw noSuchGuest();
  if (person.id === performerId) throw alone();
  return person.id;
}
