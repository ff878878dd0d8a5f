/**
 * Tells rooms that lines are gone, and those who moderate that held ones are decided. What cannot be told now is told by a
 * job.
 */
import type { ChannelNote } from '#platform/live-events/index.ts';
import type { TellingDeps } from './parts.ts';
import { goneNotes } from './rules/notes-of.ts';
import { markTold, type TakenLine } from './store.ts';

/** Never rejects: the lines are gone whether it is told or not. @param by name of who took them */
export async function tellTaken(deps: TellingDeps, taken: readonly TakenLine[], by: string): Promise<void> {
  if (taken.length === 0) return;
  const shown = taken.filter(({ was }) => was === 'shown');
  const held = taken.filter(({ was }) => was === 'held');
  const notes: ChannelNote[] = [
    ...goneNotes(shown),
    ...taken
      .filter(({ pinned }) => pinned)
      .map(({ room }): ChannelNote => {
        return { channel: { room, audience: 'public' }, name: 'chat.pinned', body: { line: null } };
      }),
    ...held.map(({ room, id }): ChannelNote => {
      const body = { line: id, verdict: 'remove' as const, by };
      return { channel: { room, audience: 'moderators' }, name: 'chat.judged', body };
    }),
  ];
  try {
    await deps.live.publishAll(notes);
    const at = new Date(deps.clock.now());
    const ids = shown.map(({ id }) => id);
    if (ids.length > 0) await deps.database.transact((tx) => markTold(tx, ids, 'gone', at));
  } catch (error) {
    deps.log.warn({ err: error, lines: taken.length }, 'that lines are gone is told later');
  }
}
