/**
 * Something happens, and everybody is watched: who was struck, when it went on for them, and what the others noticed.
 */
import { sleep } from '#kernel/clock.ts';
import { sharedNowMs } from '../../load/arrivals.ts';
import type { ViewerSeen } from '../../load/crowd-words.ts';
import { until } from '../../world/until.ts';

/** Everybody who is watched. */
export interface Watched {
  look(): Promise<readonly ViewerSeen[]>;
  mark(): Promise<void>;
}

/** What was done. */
export interface Deed {
  /** From when recovery counts, by the shared clock. */
  readonly atMs: number;
  /** Whether it struck this viewer, and when it was over for them; undefined: not yet. */
  readonly overMs: (now: ViewerSeen, before: ViewerSeen) => 'untouched' | number | undefined;
}

export interface Outcome {
  /** Of everybody who was struck, in milliseconds. */
  readonly recoveredMs: readonly number[];
  /** Who was struck and did not recover in time. */
  readonly lost: number;
  /** Of everybody else, the longest time without pictures. */
  readonly othersMs: readonly number[];
}

const withinMs = 40_000;
/** Whoever is struck is so by then; and a second blow would show. */
const leastMs = 2_500;

/** @throws where it is not calm before */
export async function suffer(stage: Watched, act: () => Promise<Deed>): Promise<Outcome> {
  await calm(stage);
  await stage.mark();
  const before = new Map((await stage.look()).map((viewer) => [viewer.name, viewer]));
  const { atMs, overMs } = await act();
  const judge = (now: ViewerSeen) => ({ now, over: overMs(now, before.get(now.name) ?? now) });
  let judged = (await stage.look()).map(judge);
  const deadline = atMs + withinMs;
  while (sharedNowMs() < deadline) {
    await sleep(200);
    judged = (await stage.look()).map(judge);
    const settled = judged.every(({ now, over }) => over !== undefined && now.heard.quietMs < 200 && now.isOnline);
    if (settled && sharedNowMs() > atMs + leastMs) break;
  }
  return {
    recoveredMs: judged.flatMap(({ over }) => (typeof over === 'number' ? [over - atMs] : [])),
    lost: judged.filter(({ over }) => over === undefined).length,
    othersMs: judged.flatMap(({ now, over }) => (over === 'untouched' ? [now.heard.longestGapMs] : [])),
  };
}

/** Everybody is here and has seen pictures without a break. */
async function calm(stage: Watched): Promise<void> {
  const patience = { withinMs: 60_000 };
  const isCalm = async (): Promise<boolean> => {
    await stage.mark();
    await sleep(1_000);
    const seen = await stage.look();
    return seen.every(({ isOnline, heard }) => isOnline && heard.packets > 0 && heard.longestGapMs < 250);
  };
  await until('calm', isCalm, patience);
}
