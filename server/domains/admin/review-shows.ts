/**
 * Ends what somebody shows from whom the role of a performer was taken. What they announced is on no list any more, as long
 * as they do not have it (`streams`).
 */
import { findPerson } from '../accounts/index.ts';
import type { StreamDeps } from '../streams/index.ts';
import { endShows } from './end-shows.ts';

/** For a reaction to any change of rights: what counts is whether they perform now. */
export async function reviewShows(deps: StreamDeps, userId: string): Promise<void> {
  const person = await findPerson(deps.database.read, { id: userId });
  if (person === null || (person.roles.includes('performer') && !person.gone)) return;
  await endShows(deps, userId);
}
