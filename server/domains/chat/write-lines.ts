/**
 * Stores lines together: what is said within five milliseconds, or during the last statement, is one INSERT in one
 * transaction. A line is acknowledged after the commit, never before.
 */
import { present } from '#kernel/assert.ts';
import { type Gathering, gather } from '#kernel/gather.ts';
import { type Database, isDatabaseDown, type Writer } from '#platform/database/index.ts';
import type { CodedRefusal } from '#protocol/errors.ts';
import { banned, type HeldChannels, holdChannels, timedOut } from '../channels/index.ts';
import { rightsChanged, tooManyLines } from './errors.ts';
import type { Written } from './parts.ts';
import type { DraftLine } from './rules/line-rows.ts';
import { findByKeys, insertLines } from './store.ts';

const options = { withinMs: 5, most: 200, mostWaiting: 5_000, full: tooManyLines } as const;

type Outcome = PromiseSettledResult<Written>;

/** The one writer of this process. A line whose author is silenced meanwhile is refused (BANNED, TIMED_OUT_OF_CHAT). A line whose key is taken already is answered with what stands under it. */
export function writeLines(database: Database): Gathering<DraftLine, Written> {
  const store = (drafts: readonly DraftLine[]): Promise<Outcome[]> => database.transact((tx) => storeLines(tx, drafts));
  return gather<DraftLine, Written>(options, async (drafts) => {
    try {
      return await store(drafts);
    } catch (error) {
      if (isDatabaseDown(error) || drafts.length === 1) throw error;
      // One that Postgres refuses must not take the others with it.
      const results: Outcome[] = [];
      for (const draft of drafts) results.push(await settled(store([draft])));
      return results;
    }
  });
}

async function storeLines(tx: Writer, drafts: readonly DraftLine[]): Promise<Outcome[]> {
  const held = await holdChannels(tx, drafts);
  const refusals = new Map(drafts.map((draft) => [draft, refusalOf(held, draft)]));
  const free = drafts.filter((draft) => refusals.get(draft) === undefined);
  const added = free.length === 0 ? new Set() : await insertLines(tx, free);
  const taken = free.filter(({ id }) => !added.has(id));
  const standing = taken.length === 0 ? [] : await findByKeys(tx, taken);
  return drafts.map((draft): Outcome => {
    const refused = refusals.get(draft);
    if (refused !== undefined) return { status: 'rejected', reason: refused };
    if (added.has(draft.id)) return { status: 'fulfilled', value: { row: { ...draft, verdict: null }, isNew: true } };
    const row = standing.find((one) => isUnderSameKey(one, draft));
    const value = { row: present(row, 'the line under a key that is taken'), isNew: false };
    return { status: 'fulfilled', value };
  });
}

/** Nothing that stood against somebody before they moderated holds, for as long as they do. */
function refusalOf(held: HeldChannels, draft: DraftLine): CodedRefusal | undefined {
  const dismissed = held.wasDismissed(draft);
  if (draft.authorBadge !== null && !dismissed) return undefined;
  const mute = held.muteOf(draft, draft.createdAt.getTime());
  if (mute !== null) return mute.kind === 'ban' ? banned(mute.reason) : timedOut(mute);
  return dismissed ? rightsChanged() : undefined;
}

function isUnderSameKey(one: DraftLine, other: DraftLine): boolean {
  return one.key === other.key && one.authorId === other.authorId && one.roomId === other.roomId;
}

async function settled(work: Promise<Outcome[]>): Promise<Outcome> {
  const [result] = await Promise.allSettled([work]);
  return result.status === 'rejected' ? result : present(result.value[0], 'the line that was written');
}
