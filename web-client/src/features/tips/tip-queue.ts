/**
 * Tips on their way to the stage: one card at a time, the great ones by themselves, and the many small ones of a busy moment
 * together. What is shown never lags further behind what happens than a few great ones take: what there is too much of is
 * told as a sum. Pure.
 */
import type { ShownTip, TipTier } from '#protocol/http/tips.ts';
import type { JudgedMessage } from './room-tips.ts';

/** What is on the stage: one tip, or several that came close together. */
export interface Act {
  /** Unlike every other's. */
  readonly key: string;
  readonly tier: TipTier;
  /** The first few; never empty. */
  readonly tips: readonly ShownTip[];
  /** How many there are in all. */
  readonly count: number;
  /** Their sum, in whole tokens. */
  readonly tokens: bigint;
}

export interface TipQueue {
  /** In the order they came. */
  readonly waiting: readonly ShownTip[];
  /** What did not fit into the queue any more: counted, not kept. It is shown with the next card that several share. */
  readonly over: { readonly count: number; readonly tokens: bigint };
  /** How many great ones had a card of their own since others last had theirs. */
  readonly greats: number;
}

const none = { count: 0, tokens: 0n };
export const emptyQueue: TipQueue = { waiting: [], over: none, greats: 0 };

/** From so many waiting on, small and medium ones share a card. */
const crowd = 4;
/** So many great ones in a row go before a crowd; then all that waits shares a card, great or not. */
const mostGreats = 5;
/** Names on a card that several share. */
const named = 3;
/** So many wait at most. */
const maxWaiting = 100;

/** How long each stands, in milliseconds; while others wait, half as long. */
const staysMs: Record<TipTier, number> = { small: 3_500, medium: 5_000, large: 7_000, huge: 9_000 };

/** With one more at its end. Where it is full, the least of all is only counted. */
export function queued(queue: TipQueue, tip: ShownTip): TipQueue {
  const waiting = [...queue.waiting, tip];
  if (waiting.length <= maxWaiting) return { ...queue, waiting };
  // Of equals the one that came last, so that a flood costs nothing.
  const least = waiting.reduce((one, other) => (BigInt(other.amount) <= BigInt(one.amount) ? other : one));
  const over = { count: queue.over.count + 1, tokens: queue.over.tokens + BigInt(least.amount) };
  return { ...queue, waiting: waiting.filter((one) => one !== least), over };
}

/** What comes on next, and what waits after it; undefined where nothing does. */
export function nextAct(queue: TipQueue): { readonly act: Act; readonly queue: TipQueue } | undefined {
  const { waiting, over, greats } = queue;
  const [first] = waiting;
  if (first === undefined) return undefined;
  if (waiting.length < crowd && over.count === 0) return alone(queue, first, 0);
  // The great ones do not stand in line behind a crowd of small ones; nor does a crowd behind ever more great ones.
  const great = greats < mostGreats && waiting.length > 1 ? greatestOf(waiting.filter(isGreat)) : undefined;
  if (great !== undefined) return alone(queue, great, greats + 1);
  return { act: actOf(waiting, over), queue: emptyQueue };
}

/** A card of its own. */
function alone(queue: TipQueue, tip: ShownTip, greats: number) {
  const waiting = queue.waiting.filter((one) => one !== tip);
  return { act: actOf([tip], none), queue: { ...queue, waiting, greats } };
}

/** A message was let through or taken away while its tip waited. */
export function queueAfterVerdict(queue: TipQueue, { tip, message }: JudgedMessage): TipQueue {
  return { ...queue, waiting: queue.waiting.map((one) => (one.id === tip ? { ...one, message } : one)) };
}

/** The same for a tip that is on the stage. */
export function actAfterVerdict(act: Act, { tip, message }: JudgedMessage): Act {
  if (!act.tips.some(({ id }) => id === tip)) return act;
  return { ...act, tips: act.tips.map((one) => (one.id === tip ? { ...one, message } : one)) };
}

/** @param busy whether others wait */
export function lastsMs({ tier }: Act, busy: boolean): number {
  return busy ? staysMs[tier] / 2 : staysMs[tier];
}

function isGreat({ tier }: ShownTip): boolean {
  return tier === 'large' || tier === 'huge';
}

/** Of equals the first. */
function greatestOf(tips: readonly ShownTip[]): ShownTip | undefined {
  return tips.reduce<ShownTip | undefined>(
    (one, other) => (one !== undefined && BigInt(other.amount) <= BigInt(one.amount) ? one : other),
    undefined,
  );
}

/** Those who gave most are named. @param over what else came and was only counted */
function actOf(tips: readonly ShownTip[], over: TipQueue['over']): Act {
  return {
    key: tips[0]?.id ?? '',
    tier: greatestOf(tips)?.tier ?? 'small',
    tips: [...tips].sort(byAmount).slice(0, named),
    count: tips.length + over.count,
    tokens: tips.reduce((sum, { amount }) => sum + BigInt(amount), over.tokens),
  };
}

/** The greatest first; among equals the order stays. */
function byAmount(one: ShownTip, other: ShownTip): number {
  const [first, second] = [BigInt(one.amount), BigInt(other.amount)];
  if (first === second) return 0;
  return first > second ? -1 : 1;
}
