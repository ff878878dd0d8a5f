/**
 * Tells rooms what was committed and never told: its process died in between, or Redis was away.
 */
import type { TellingDeps } from './parts.ts';
import { untoldAfterMs } from './rules/lifetimes.ts';
import { findUntold } from './store.ts';
import { tellLines } from './tell-lines.ts';

const atOnce = 500;

/** For a job. What is told twice is dropped by pages that have it. Rejects where Redis is away. @returns how many lines */
export async function tellWaiting(deps: TellingDeps): Promise<number> {
  const rows = await findUntold(deps.database.read, new Date(deps.clock.now() - untoldAfterMs), atOnce);
  const teller = tellLines(deps);
  try {
    await Promise.all(rows.map((row) => teller.add(row)));
  } finally {
    await teller.close();
  }
  return rows.length;
}
