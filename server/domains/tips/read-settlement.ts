/**
 * How settlement stands, for operators and their alarms.
 */
import type { Reader } from '#platform/database/index.ts';
import { countWaiting, findPause, type Pause, type Waiting } from './store-settlement.ts';

export interface SettlementState extends Waiting {
  /** Null: it goes on. */
  readonly paused: Pause | null;
}

/** What waits, since when, and whether somebody stopped it. */
export async function readSettlement(read: Reader): Promise<SettlementState> {
  const [waiting, paused] = await Promise.all([countWaiting(read), findPause(read)]);
  return { ...waiting, paused };
}
