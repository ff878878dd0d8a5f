/**
 * A statement as a file, oldest first, in pieces: as much as a year may be is never held as a whole.
 */
import { csvLine } from '#kernel/csv.ts';
import { fineTokensText } from '#kernel/money.ts';
import { nameLines } from './name-lines.ts';
import type { Book, NamedLine } from './parts.ts';
import { readRuns } from './read-runs.ts';
import { linesUp, type Place } from './rules/statement-lines.ts';
import { findTops } from './store-lines.ts';

const columns = ['time', 'kind', 'amount', 'balance', 'name', 'handle', 'about', 'transfer'];
/** Entries of each account that are held at once. */
const pageSize = 500;

/** What has happened when the first piece is asked for. @param from at or after @param to before; absent: all of it */
export async function* exportStatement(book: Book, from: Date, to: Date | undefined): AsyncGenerator<Uint8Array> {
  const top = await findTops(book);
  const above = top.map((version) => version + 1n);
  const before = await readRuns(book, { first: 'newest', beyond: above, to: from, size: 1 });
  let held: readonly bigint[] = before.map(({ entries }) => entries[0]?.balance ?? 0n);
  let place: Place = before.map(({ entries }) => entries[0]?.version ?? 0n);
  // The mark by which spreadsheets know that it is UTF-8.
  yield Buffer.from(`\u{feff}${csvLine(columns)}`);
  for (let size = pageSize; ; ) {
    const runs = await readRuns(book, { first: 'oldest', beyond: place, top, to, size });
    const lines = linesUp(runs, place, held);
    if (lines.length > 0) yield Buffer.from((await nameLines(book, lines)).map(row).join(''));
    if (runs.every(({ whole }) => whole)) return;
    const last = lines.at(-1);
    // Many entries of one transfer or one millisecond: look further.
    size = last === undefined ? size * 4 : pageSize;
    if (last !== undefined) [place, held] = [last.place, last.held];
  }
}

function row({ at, kind, amount, balance, person, about, transferId }: NamedLine): string {
  return csvLine([
    ...[at.toISOString(), kind, fineTokensText(amount), fineTokensText(balance)],
    ...[person?.displayName ?? '', person?.handle ?? '', about ?? '', transferId],
  ]);
}
