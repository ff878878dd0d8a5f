/**
 * Many viewers tip one performer: so many a second, or each again as soon as the last one is accepted.
 */
import { sleep } from '#kernel/clock.ts';
import type { TipSide } from './side.ts';

/** What came of it; times in milliseconds. */
export interface Tipping {
  readonly sentToAccepted: readonly number[];
  /** Of each tip at each that looks, none of which is the giver's; below zero where it was seen before the giver was answered. */
  readonly acceptedToSeen: readonly number[];
  readonly sentToSeen: readonly number[];
  readonly tipsPerSecond: number;
  /** Accepted, and by somebody not seen in time. */
  readonly missed: number;
  /** The server had too much to do. */
  readonly refused: number;
  readonly ids: readonly string[];
}

interface Tip {
  readonly id: string;
  readonly sentMs: number;
  readonly acceptedMs: number;
}

/** Tips that were offered, and how long until the last of them was answered. */
export interface Given {
  readonly tips: readonly Tip[];
  readonly refused: number;
  readonly tookMs: number;
}

export interface Pace {
  /** The first so many of the viewers give, in turn. */
  readonly givers: number;
  readonly perSecond: number;
  readonly seconds: number;
}

/** When one that looks saw which tip. */
export type Seen = ReadonlyMap<string, number>;

const lastsMs = 15_000;

/** Evenly spread over the time, whatever becomes of the ones before. */
export async function giveAtPace(side: TipSide, { givers, perSecond, seconds }: Pace): Promise<Given> {
  const beganMs = performance.now();
  const tips: Promise<Tip | undefined>[] = [];
  for (let at = 0; at < perSecond * seconds; at += 1) {
    const dueMs = beganMs + (at * 1_000) / perSecond;
    const restMs = dueMs - performance.now();
    if (restMs > 1) await sleep(restMs);
    // From when it was due: a generator that lags behind must not make the server look better.
    tips.push(give(side, at % givers, dueMs));
  }
  return given(await Promise.all(tips), beganMs);
}

/** The same, and seen. */
export async function tipAtPace(side: TipSide, seen: Seen, pace: Pace): Promise<Tipping> {
  return judge(await giveAtPace(side, pace), [seen]);
}

/** As many as there can be: each viewer has one under way all the time. */
export async function tipAtOnce(side: TipSide, seen: Seen, viewers: number, seconds: number): Promise<Tipping> {
  const beganMs = performance.now();
  const tips: (Tip | undefined)[] = [];
  const goOn = async (viewer: number): Promise<void> => {
    while (performance.now() - beganMs < seconds * 1_000) tips.push(await give(side, viewer, performance.now()));
  };
  await Promise.all(Array.from({ length: viewers }, (_, viewer) => goOn(viewer)));
  return judge(given(tips, beganMs), [seen]);
}

/** @returns undefined where it was refused */
async function give(side: TipSide, viewer: number, sentMs: number): Promise<Tip | undefined> {
  const id = await side.give(viewer);
  return id === undefined ? undefined : { id, sentMs, acceptedMs: performance.now() };
}

function given(offered: readonly (Tip | undefined)[], beganMs: number): Given {
  const tips = offered.filter((tip) => tip !== undefined);
  return { tips, refused: offered.length - tips.length, tookMs: performance.now() - beganMs };
}

/** Waits until all of those that look have seen all of it, for a while. */
export async function judge({ tips, refused, tookMs }: Given, looking: readonly Seen[]): Promise<Tipping> {
  const deadlineMs = performance.now() + lastsMs;
  const all = (): boolean => looking.every((seen) => tips.every(({ id }) => seen.has(id)));
  while (!all() && performance.now() < deadlineMs) await sleep(20);
  const caught = tips.flatMap((tip) =>
    looking.flatMap((seen) => {
      const seenMs = seen.get(tip.id);
      return seenMs === undefined ? [] : [{ tip, seenMs }];
    }),
  );
  return {
    sentToAccepted: tips.map(({ sentMs, acceptedMs }) => acceptedMs - sentMs),
    acceptedToSeen: caught.map(({ tip, seenMs }) => seenMs - tip.acceptedMs),
    sentToSeen: caught.map(({ tip, seenMs }) => seenMs - tip.sentMs),
    tipsPerSecond: (tips.length * 1_000) / tookMs,
    missed: tips.length * looking.length - caught.length,
    refused,
    ids: tips.map(({ id }) => id),
  };
}
