/**
 * Removes held lines that nobody decided about within a day.
 */
import type { TellingDeps } from './parts.ts';
import { heldLastsMs } from './rules/lifetimes.ts';
import { takeWaiting } from './store.ts';
import { tellTaken } from './tell-taken.ts';

const atOnce = 500;

/** For a job; repeating it is harmless. @returns how many */
export async function expireHeld(deps: TellingDeps): Promise<number> {
  const now = deps.clock.now();
  const taken = await deps.database.transact((tx) =>
    takeWaiting(tx, new Date(now - heldLastsMs), atOnce, new Date(now)),
  );
  await tellTaken(deps, taken, '');
  return taken.length;
}
