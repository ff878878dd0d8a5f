/**
 * Stops the dividing of tips, or lets it go on. What is given meanwhile is accepted and waits.
 */
import type { Writer } from '#platform/database/index.ts';
import { deletePause, findPause, insertPause, type Pause } from './store-settlement.ts';

export interface PauseChange {
  readonly paused: boolean;
  readonly byId: string;
  readonly reason: string;
  readonly at: Date;
}

/** In the caller's transaction, beside its entry in the audit log. @returns since when it is stopped; null: it is not */
export async function pauseSettlement(tx: Writer, { paused, ...by }: PauseChange): Promise<Pause | null> {
  if (paused) await insertPause(tx, by);
  else await deletePause(tx);
  return findPause(tx);
}
