/**
 * A page of a statement, newest first: every transfer that touched a wallet or somebody's earnings, with the balance after
 * it. Entries never change, so a page stays what it was however much happens meanwhile.
 */
import { nameLines } from './name-lines.ts';
import type { Book, NamedLine } from './parts.ts';
import { readRuns } from './read-runs.ts';
import { linesDown, type Place } from './rules/statement-lines.ts';
import { findTops } from './store-lines.ts';

export interface StatementPage {
  /** Where the page before ended; null: from the newest. */
  readonly place: Place | null;
  /** At or after. */
  readonly from: Date | undefined;
  /** Before. */
  readonly to: Date | undefined;
  readonly limit: number;
}

/** @returns `next` null: there are no older ones */
export async function readStatement(
  book: Book,
  { place, from, to, limit }: StatementPage,
): Promise<{ lines: NamedLine[]; next: Place | null }> {
  const beyond = place ?? above(await findTops(book));
  for (let size = limit + 1; ; size *= 4) {
    const runs = await readRuns(book, { first: 'newest', beyond, to, size });
    const lines = linesDown(runs, beyond);
    const whole = runs.every((run) => run.whole);
    // Many entries of one transfer or one millisecond: look further.
    if (lines.length === 0 && !whole) continue;
    const page = lines.slice(0, limit);
    const within = from === undefined ? page : page.filter(({ at }) => at >= from);
    const over = within.length < page.length || (whole && lines.length <= limit);
    return { lines: await nameLines(book, within), next: over ? null : (page.at(-1)?.place ?? null) };
  }
}

/** The newest entry is below it. */
function above(place: Place): Place {
  return place.map((version) => version + 1n);
}
