/**
 * Decides about a held line. The first verdict stands: of two moderators at once one decides, and the other is told.
 */
import type { ChannelNote } from '#platform/live-events/index.ts';
import { recordAudit } from '../audit/index.ts';
import { holdActing } from '../channels/index.ts';
import { type Here, requireActing } from './access.ts';
import { alreadyJudged, noSuchLine } from './errors.ts';
import type { ChatDeps } from './parts.ts';
import type { LineRow } from './rules/line-rows.ts';
import { findLine, judgeHeld } from './store.ts';

type Verdict = 'release' | 'remove';

/**
 * @throws Refusal FORBIDDEN, also where the right was taken a moment ago; NOT_FOUND where no such line was held in this room;
 * CONFLICT where it was decided
 */
export async function judgeLine(
  deps: ChatDeps,
  here: Here,
  { line: id, verdict }: { readonly line: string; readonly verdict: Verdict },
): Promise<void> {
  const by = await requireActing(deps.database.read, here);
  const line = await findLine(deps.database.read, here.room, id);
  if (line === null || line.reasons.length === 0) throw noSuchLine();
  const at = new Date(deps.clock.now());
  const judged = await deps.database.transact(async (tx) => {
    await holdActing(tx, by);
    if (!(await judgeHeld(tx, id, { verdict, by: by.userId, at }))) return false;
    await recordAudit(tx, {
      ...{ actor: by.userId, action: 'chat.judged', subject: { kind: 'chat-line', id }, at },
      facts: { capacity: by.capacity, channel: here.performerId, author: line.authorId, verdict },
    });
    return true;
  });
  if (!judged) await refuseSecond(deps, here.room, id);
  if (verdict === 'release') deps.tell([{ ...line, state: 'shown', verdict }]);
  await tellVerdict(deps, line, verdict, here.identity.displayName);
}

async function refuseSecond({ database }: ChatDeps, room: string, id: string): Promise<never> {
  const now = await findLine(database.read, room, id);
  throw alreadyJudged(now?.verdict ?? 'remove');
}

/** Those who moderate, and whoever wrote it. Where Redis is away they see it when they open the chat. */
async function tellVerdict(deps: ChatDeps, line: LineRow, verdict: Verdict, by: string): Promise<void> {
  const { id, roomId: room, authorId, text } = line;
  const notes: ChannelNote[] = [
    { channel: { room, audience: 'moderators' }, name: 'chat.judged', body: { line: id, verdict, by } },
    { channel: { person: authorId }, name: 'chat.verdict', body: { room, line: id, text, verdict } },
  ];
  await deps.live.publishAll(notes).catch((error: unknown) => {
    deps.log.warn({ err: error, room }, 'a verdict was not told');
  });
}
