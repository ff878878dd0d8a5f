/**
 * Pins a line above a room's chat, or unpins what is pinned.
 */
import { recordAudit } from '../audit/index.ts';
import { holdActing } from '../channels/index.ts';
import { type Here, requireActing } from './access.ts';
import { noSuchLine } from './errors.ts';
import type { ChatDeps } from './parts.ts';
import { lineFrom } from './rules/line-rows.ts';
import { pinShown, unpin } from './store.ts';

/** @param line null: unpins. @throws Refusal FORBIDDEN, also where the right was taken a moment ago; NOT_FOUND where it is not shown in this room */
export async function pinLine(deps: ChatDeps, here: Here, line: string | null): Promise<void> {
  const by = await requireActing(deps.database.read, here);
  const { room } = here;
  const at = new Date(deps.clock.now());
  const pinned = await deps.database.transact(async (tx) => {
    await holdActing(tx, by);
    const found = line === null ? null : await pinShown(tx, { room, line, by: by.userId, at });
    if (line !== null && found === null) throw noSuchLine();
    if (line === null && !(await unpin(tx, room))) return undefined;
    await recordAudit(tx, {
      ...{ actor: by.userId, action: 'chat.pinned', subject: { kind: 'room', id: room }, at },
      facts: { capacity: by.capacity, channel: here.performerId, line },
    });
    return found;
  });
  if (pinned === undefined) return;
  const body = { line: pinned && lineFrom(pinned) };
  await deps.live.publish({ room, audience: 'public' }, 'chat.pinned', body).catch((error: unknown) => {
    deps.log.warn({ err: error, room }, 'the pinned line is seen by those who open the chat');
  });
}
