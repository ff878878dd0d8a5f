/**
 * A tip as those see it who are told of it: everybody in the room, who moderates, the performer. Who gave it is said to
 * nobody where it was given anonymously, nor where whoever gave it is gone.
 */
import { fineTokensText } from '#kernel/money.ts';
import type { ShownTip, Tip } from '#protocol/http/tips.ts';
import type { WordingReason } from '#protocol/socket/chat.ts';
import type { HeldTip } from '#protocol/socket/tips.ts';
import { type SeenTip, shownFrom } from './shown-tip.ts';

/** A tip as it is read for telling. */
export interface ToldTip extends SeenTip {
  /** Whoever gave it was suspended or erased since. */
  readonly viewerGone: boolean;
  readonly performerId: string;
  readonly performerName: string;
  readonly performerHandle: string;
  /** Null: given while nothing was live. */
  readonly streamId: string | null;
  /** In 1/10,000 token. */
  readonly creatorUnits: bigint;
  readonly private: boolean;
  readonly messageState: 'shown' | 'held' | 'removed' | null;
  readonly reasons: readonly WordingReason[];
  readonly settled: boolean;
}

/** A tip without what it earns. */
export type GivenTip = Omit<ToldTip, 'creatorUnits'>;

/** As everybody in the room sees it. */
export function shownTo(tip: GivenTip): ShownTip {
  return shownFrom({ ...tip, anonymous: tip.anonymous || tip.viewerGone });
}

/** As its performer sees it: private ones too, with what they earn of it; who gave it anonymously stays unnamed. */
export function receivedFrom(tip: ToldTip): Tip {
  return { ...namedFrom(tip), earned: fineTokensText(tip.creatorUnits) };
}

/**
 * As whoever gave it sees it: their own words whatever became of them, and not what the performer earns. Who gave anonymously is not
 * in it either: a screen is seen by others too.
 */
export function givenFrom(tip: GivenTip): Tip {
  return { ...namedFrom(tip), message: tip.message, earned: null };
}

function namedFrom(tip: GivenTip): Omit<Tip, 'earned'> {
  return {
    ...shownTo(tip),
    to: { id: tip.performerId, displayName: tip.performerName, handle: tip.performerHandle },
    ...{ streamId: tip.streamId, private: tip.private, anonymous: tip.anonymous },
    messageState: tip.messageState ?? 'none',
    state: tip.settled ? 'settled' : 'pending',
  };
}

/** As those see it who decide about its message. */
export function heldFrom(tip: ToldTip): HeldTip {
  return { tip: shownTo(tip), message: tip.message ?? '', reasons: [...tip.reasons] };
}
