/**
 * A stored tip as people see it. Who an anonymous giver is and what waits for a moderator is left out here, for everybody
 * alike, so that no caller can forget it. Pure.
 */
import type { ShownTip } from '#protocol/http/tips.ts';
import { tierOf } from './tiers.ts';

/** What of a stored tip may be seen at all. */
export interface SeenTip {
  readonly id: string;
  readonly at: Date;
  readonly viewerId: string;
  readonly viewerName: string;
  readonly viewerHandle: string;
  /** Whole tokens. */
  readonly amount: number;
  readonly anonymous: boolean;
  readonly message: string | null;
  readonly messageState: string | null;
  readonly menuItem: string | null;
}

/** As everybody in the room sees it; a private tip is for nobody but its two people, which the caller sees to. */
export function shownFrom(tip: SeenTip): ShownTip {
  const { id, at, amount, anonymous, message, messageState, menuItem } = tip;
  return {
    ...{ id, at: at.toISOString(), amount: String(amount), tier: tierOf(amount), menuItem },
    from: anonymous ? null : { id: tip.viewerId, displayName: tip.viewerName, handle: tip.viewerHandle },
    message: messageState === 'shown' ? message : null,
  };
}
