/**
 * Tips on their way to the stage: one card at a time, the great ones by themselves, and the many small ones of a busy moment
 * together, so that what is shown never lags far behind what happens. Pure.
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
  readonly waiting: readonly ShownTip[];
  /** What did not fit into the queue any more: counted, not kept. */
  readonly over: { readonly count: number; readonly tokens: bigint };
}

export const emptyQueue: TipQueue = { waiting: [], over: { count: 0, tokens: 0n } };

/** From so many waiting on, small and medium ones share a card. */
const crowd = 4;
/** Names on a card that several share. */
const named = 3;
/** So many wait at most. */
const maxWaiting = 100;

/** How long each stands, in milliseconds; while others wait, half as long. */
const staysMs: Record<TipTier, number> = { small: 3_500, medium: 5_000, large: 7_000, huge: 9_000 };

/** With one more at its end. */
export function queued(queue: TipQueue, tip: ShownTip): TipQueue {
  if (queue.waiting.length < maxWaiting) return { ...queue, waiting: [...queue.waiting, tip] };
  return { ...queue, over: { count: queue.over.count + 1, tokens: queue.over.tokens + BigInt(tip.amount) } };
}

/** What comes on next, and what waits after it; undefined where nothing does. */
export function nextAct(queue: TipQueue): { readonly act: Act; readonly queue: TipQueue } | undefined {
  const { waiting, over } = queue;
  const [first] = waiting;
  if (first === undefined) return undefined;
  if (waiting.length < crowd) return { act: actOf([first], none), queue: { waiting: waiting.slice(1), over } };
  const great = waiting.find(isGreat);
  // The great ones do not stand in line behind a crowd of small ones.
  if (great !== undefined) {
    return { act: actOf([great], none), queue: { waiting: waiting.filter((tip) => tip !== great), over } };
  }
  return { act: actOf(waiting, over), queue: emptyQueue };
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

const none = { count: 0, tokens: 0n };

function isGreat({ tier }: ShownTip): boolean {
  return tier === 'large' || tier === 'huge';
}

/** @param over what else came and was only counted */
function actOf(tips: readonly ShownTip[], over: TipQueue['over']): Act {
  const greatest = tips.reduce((one, other) => (BigInt(other.amount) > BigInt(one.amount) ? other : one));
  return {
    key: tips[0]?.id ?? '',
    tier: greatest.tier,
    tips: tips.slice(0, named),
    count: tips.length + over.count,
    tokens: tips.reduce((sum, { amount }) => sum + BigInt(amount), over.tokens),
  };
}
