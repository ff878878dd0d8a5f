/**
 * Erases once more whoever was erased within the last minutes: a line of chat, a follower or a notification may have been
 * under way while it happened, and was stored a moment later.
 */
import { eraseData } from './erase-data.ts';
import { makePseudonym } from './make-pseudonym.ts';
import type { ErasureDeps } from './parts.ts';
import { findErased } from './store.ts';

/** Nothing that was accepted before a sign-in ended is under way for longer. */
const lookBackMs = 15 * 60_000;

/** For a job, every minute; repeating it is harmless. @returns whom it looked after */
export async function eraseLeftovers({ database, clock, erasureKey }: ErasureDeps): Promise<string[]> {
  const erased = await findErased(database.read, new Date(clock.now() - lookBackMs));
  for (const { id, erasedAt } of erased) {
    const at = erasedAt ?? new Date(clock.now());
    const person = { userId: id, pseudonym: makePseudonym(erasureKey, id), at };
    await database.transact((tx) => eraseData(tx, person), { timeoutMs: 30_000 });
  }
  return erased.map(({ id }) => id);
}
