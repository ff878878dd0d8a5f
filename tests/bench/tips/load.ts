/**
 * Many viewers tip one performer: so many a second, or each again as soon as the last one is accepted.
 */
import { sleep } from '#kernel/clock.ts';
import type { TipSide } from './side.ts';

/** What came of it; times in milliseconds. */
export interface Tipping {
  readonly sentToAccepted: readonly number[];
  /** At a socket that is not the giver's; below zero where it was seen before the giver was answered. */
  readonly acceptedToSeen: readonly number[];
  readonly sentToSeen: readonly number[];
  readonly tipsPerSecond: number;
  /** Accepted and not seen in time. */
  readonly missed: number;
  readonly ids: readonly string[];
}

interface Tip {
  readonly id: string;
  readonly sentMs: number;
  readonly acceptedMs: number;
}

export type Seen = ReadonlyMap<string, number>;

const lastsMs = 15_000;

/** Evenly spread over the time, whatever becomes of the ones before. */
export async function tipAtPace(side: TipSide, seen: Seen, perSecond: number, seconds: number): Promise<Tipping> {
  const beganMs = performance.now();
  const tips: Promise<Tip>[] = [];
  for (let at = 0; at < perSecond * seconds; at += 1) {
    const dueMs = beganMs + (at * 1_000) / perSecond;
    const restMs = dueMs - performance.now();
    if (restMs > 1) await sleep(restMs);
    // From when it was due: a generator that lags behind must not make the server look better.
    tips.push(give(side, at, dueMs));
  }
  return judge(await Promise.all(tips), seen, performance.now() - beganMs);
}

/** As many as there can be: each viewer has one under way all the time. */
export async function tipAtOnce(side: TipSide, seen: Seen, viewers: number, seconds: number): Promise<Tipping> {
  const beganMs = performance.now();
  const tips: Tip[] = [];
  const goOn = async (viewer: number): Promise<void> => {
    while (performance.now() - beganMs < seconds * 1_000) tips.push(await give(side, viewer, performance.now()));
  };
  await Promise.all(Array.from({ length: viewers }, (_, viewer) => goOn(viewer)));
  return judge(tips, seen, performance.now() - beganMs);
}

async function give(side: TipSide, viewer: number, sentMs: number): Promise<Tip> {
  const id = await side.give(viewer);
  return { id, sentMs, acceptedMs: performance.now() };
}

async function judge(tips: readonly Tip[], seen: Seen, tookMs: number): Promise<Tipping> {
  const deadlineMs = performance.now() + lastsMs;
  while (!tips.every(({ id }) => seen.has(id)) && performance.now() < deadlineMs) await sleep(20);
  const caught = tips.flatMap((tip) => {
    const seenMs = seen.get(tip.id);
    return seenMs === undefined ? [] : [{ tip, seenMs }];
  });
  return {
    sentToAccepted: tips.map(({ sentMs, acceptedMs }) => acceptedMs - sentMs),
    acceptedToSeen: caught.map(({ tip, seenMs }) => seenMs - tip.acceptedMs),
    sentToSeen: caught.map(({ tip, seenMs }) => seenMs - tip.sentMs),
    tipsPerSecond: (tips.length * 1_000) / tookMs,
    missed: tips.length - caught.length,
    ids: tips.map(({ id }) => id),
  };
}
