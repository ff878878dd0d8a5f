/**
 * Erases the next piece of what is kept about a person, and notes in the same transaction how far that is: whoever is killed
 * in between leaves either both or neither, and anybody can go on.
 */
import type { Erased, EraseStep, Writer } from '#platform/database/index.ts';
import { listDomains } from './list-domains.ts';
import { makePseudonym } from './make-pseudonym.ts';
import type { ErasureDeps } from './parts.ts';
import { batchAfter, nextRoundAt } from './rules/pace-rounds.ts';
import { type ErasureRow, finishRound, saveProgress, takeErasure } from './store-erasures.ts';

/** What became of it: there is more, this round is over, the whole of it is, or another process is at it. */
export type Outcome = 'more' | 'round-over' | 'over' | 'not-now';

/** Rejects where a statement does; then nothing of it is done. */
export async function eraseBatch(tx: Writer, { clock, erasureKey }: ErasureDeps, userId: string): Promise<Outcome> {
  const now = new Date(clock.now());
  const owed = await takeErasure(tx, userId, now);
  if (owed === null) return 'not-now';
  const person = { userId, pseudonym: makePseudonym(erasureKey, userId), at: owed.erasedAt };
  const next = await takeStep(tx, person, owed);
  const beganAt = owed.beganAt ?? now;
  if (next !== undefined) {
    await saveProgress(tx, userId, { beganAt, ...next, dueAt: now });
    return 'more';
  }
  const again = nextRoundAt(owed.erasedAt.getTime(), beganAt.getTime());
  await finishRound(tx, userId, again === null ? { doneAt: now } : { dueAt: new Date(again) });
  return again === null ? 'over' : 'round-over';
}

/** @returns where to go on; undefined: that was the last of the round */
async function takeStep(
  tx: Writer,
  person: Erased,
  { step, after, failures }: ErasureRow,
): Promise<{ step: string; after: string | null } | undefined> {
  const steps = listSteps();
  const found = steps.findIndex(([name]) => name === step);
  const place = Math.max(found, 0);
  const [name, run] = steps[place] ?? [];
  if (name === undefined || run === undefined) return undefined;
  const left = await run(tx, person, found === -1 ? null : after, batchAfter(failures));
  if (left !== null) return { step: name, after: left };
  const [following] = steps[place + 1] ?? [];
  return following === undefined ? undefined : { step: following, after: null };
}

function listSteps(): (readonly [name: string, run: EraseStep])[] {
  return Object.entries(listDomains()).flatMap(([domain, { erase }]) =>
    Object.entries(erase).map(([name, run]) => [`${domain} ${name}`, run] as const),
  );
}
