/**
 * What the overlay's page for OBS shows: public tips after the place up to which it has read, and the goal. It needs neither
 * cookie nor sign-in; who has its secret sees what everybody sees and can do nothing.
 *
 * Nothing is skipped and nothing comes twice: tips are read in the order of the transactions that wrote them, and only those
 * with a number below that of every transaction still under way. Whatever commits later has a greater number than all that
 * was read, so it comes later. A slow transaction delays the page, by seconds at most, and loses nothing.
 */
import { hashSecret } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import type { readOverlay as route } from '#protocol/http/overlay.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import { findPerson } from '../accounts/index.ts';
import { findLiveSessionOf } from '../streams/index.ts';
import { noSuchCursor, noSuchOverlay } from './errors.ts';
import { readGoal } from './read-goal.ts';
import { cursorFrom, cursorText, type FeedCursor, noId } from './rules/feed-cursor.ts';
import { overlayFrom } from './rules/overlay-settings.ts';
import { shownTo } from './rules/told-tip.ts';
import { readFeed } from './store-messages.ts';
import { findOverlayBySecret } from './store-overlay.ts';

export interface ReadOverlayDeps {
  readonly database: Database;
}

export interface OverlayNow {
  readonly answer: AnswerOf<typeof route>;
  /** Something is other than the page shows it, or it begins anew. */
  readonly isNew: boolean;
  /** A tip is there that cannot be read yet, because an older transaction is still under way. */
  readonly isUnread: boolean;
}

const mostTips = 50;
/** A page that was away for longer begins anew: what was given yesterday is not animated. */
const longestAwayMs = 24 * 3_600_000;
/** Longer than any transaction takes from the time of its tip to its commit. */
const slackMs = 10 * 60_000;

/**
 * @param asked the secret, and how far the page has read (absent: nothing is replayed)
 * @throws Refusal NOT_FOUND where the secret is none, or its performer is gone; VALIDATION_FAILED for a cursor that is none
 */
export async function readOverlay(
  { database: { read } }: ReadOverlayDeps,
  { token, after }: { readonly token: string; readonly after: string | undefined },
): Promise<OverlayNow> {
  const overlay = await findOverlayBySecret(read, hashSecret(token));
  if (overlay === null) throw noSuchOverlay();
  const cursor = after === undefined ? null : cursorFrom(after);
  if (after !== undefined && cursor === null) throw noSuchCursor();
  const [person, session, goal, feed] = await Promise.all([
    findPerson(read, { id: overlay.performerId }),
    findLiveSessionOf(read, overlay.performerId),
    readGoal(read, overlay.performerId),
    goOn(read, overlay.performerId, cursor),
  ]);
  if (person === null || person.gone) throw noSuchOverlay();
  const { leastTokens, volume } = overlayFrom(overlay);
  const about = {
    performer: { id: person.id, displayName: person.displayName, handle: person.handle },
    ...{ live: session !== null, settings: { leastTokens, volume }, goal },
  };
  // Goal and settings have no place in the feed: the cursor says which of them the page has, so that none is held back.
  const shown = hashSecret(JSON.stringify(about)).slice(0, 16);
  const { tips, place, isUnread, anew } = feed;
  return {
    answer: { ...about, tips: tips.map(shownTo), cursor: cursorText({ ...place, shown }) },
    isNew: anew || tips.length > 0 || shown !== cursor?.shown,
    isUnread,
  };
}

/** Times are the database's throughout, as those of tips are: a process whose clock is wrong skips nothing. */
async function goOn(read: Database['read'], performerId: string, cursor: FeedCursor | null) {
  const range = { since: new Date(cursor?.atMs ?? 0), slackMs, most: mostTips };
  const { tips, horizon, isUnread } = await readFeed(read, performerId, cursor, range);
  const nowMs = horizon.at.getTime();
  const isRecent = cursor !== null && nowMs - cursor.atMs < longestAwayMs;
  // Numbers that no transaction has yet are another database's: of one that was restored from a copy, whose numbers began anew.
  if (!isRecent || cursor.born > horizon.next) {
    return { tips: [], isUnread, anew: true, place: { born: horizon.done, id: noId, atMs: nowMs } };
  }
  const last = tips.length === mostTips ? tips.at(-1) : undefined;
  const { born, id } = last ?? (cursor.born > horizon.done ? cursor : { born: horizon.done, id: noId });
  // Whoever has more to read reads on from as long ago as before.
  const atMs = last === undefined ? nowMs : cursor.atMs;
  return { tips, isUnread, anew: false, place: { born, id, atMs } };
}
