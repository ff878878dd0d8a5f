/**
 * Tells rooms about stored lines, in the order in which they were stored: several notes in one round trip. That they were
 * told is noted a moment later, many at once, so that no line waits for the note of another. Where Redis or Postgres is away
 * meanwhile, `tell-waiting.ts` tells them later.
 */
import { type Gathering, gather } from '#kernel/gather.ts';
import { tooManyLines } from './errors.ts';
import type { TellingDeps } from './parts.ts';
import type { LineRow, LineState } from './rules/line-rows.ts';
import { goneNotes, notesOf } from './rules/notes-of.ts';
import { markTold } from './store.ts';

const waiting = { mostWaiting: 20_000, full: tooManyLines } as const;
const telling = { withinMs: 0, most: 500, ...waiting } as const;
/** Shorter than what a job takes for forgotten (rules/lifetimes.ts). */
const marking = { withinMs: 100, most: 1_000, ...waiting } as const;
const states: readonly LineState[] = ['shown', 'held', 'gone'];

/** The one teller of this process, or a job's: what is added is told at once or after what is being told. */
export function tellLines(deps: TellingDeps): Gathering<LineRow, void> {
  const later = (error: unknown): void => deps.log.warn({ err: error }, 'that lines were told is noted by the next');
  const marks = gather<LineRow, void>(marking, async (rows) => {
    const overtaken = await mark(deps, rows);
    // Taken away while it was being told, by somebody whose news came first: said once more, after it.
    if (overtaken.length > 0) await deps.live.publishAll(goneNotes(overtaken));
    return done(rows);
  });
  const notes = gather<LineRow, void>(telling, async (rows) => {
    await deps.live.publishAll(notesOf(rows));
    for (const row of rows) marks.add(row).catch(later);
    return done(rows);
  });
  return {
    add: (row) => notes.add(row),
    async close() {
      await notes.close();
      await marks.close();
    },
  };
}

function done(rows: readonly LineRow[]): PromiseSettledResult<void>[] {
  return rows.map(() => ({ status: 'fulfilled', value: undefined }));
}

/** @returns shown lines that are not that any more */
async function mark(deps: TellingDeps, rows: readonly LineRow[]): Promise<{ id: string; room: string }[]> {
  const at = new Date(deps.clock.now());
  return deps.database.transact(async (tx) => {
    const overtaken: { id: string; room: string }[] = [];
    for (const state of states) {
      const told = rows.filter((row) => row.state === state);
      if (told.length === 0) continue;
      const ids = told.map(({ id }) => id);
      const changed = new Set(await markTold(tx, ids, state, at));
      if (state !== 'shown') continue;
      for (const { id, roomId } of told) if (changed.has(id)) overtaken.push({ id, room: roomId });
    }
    return overtaken;
  });
}
