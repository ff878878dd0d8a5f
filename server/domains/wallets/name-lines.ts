/**
 * Says of lines with whom and what for. Nobody learns who gave anonymously, and erased people are not named.
 */
import type { Book, NamedLine } from './parts.ts';
import { holdWords, sharesWords } from './rules/hold-words.ts';
import type { Line } from './rules/statement-lines.ts';
import {
  type DividedHoldsRow,
  type DividedRow,
  findDivided,
  findDividedHolds,
  findGiven,
  findHeld,
  type GivenRow,
} from './store-lines.ts';

/** In the order given. */
export async function nameLines({ read, of }: Book, lines: readonly Line[]): Promise<NamedLine[]> {
  const idsOf = (wanted: RegExp) => lines.flatMap(({ kind, transferId }) => (wanted.test(kind) ? [transferId] : []));
  const [tips, settled, holds] = [idsOf(/^tip$/), idsOf(/^settle$/), idsOf(/^hold(-|$)/)];
  const shared = idsOf(/^settle-holds$/);
  const [given, divided, held, shares] = await Promise.all([
    of === 'wallet' && tips.length > 0 ? findGiven(read, tips) : [],
    of === 'earnings' && settled.length > 0 ? findDivided(read, settled) : [],
    holds.length > 0 ? findHeld(read, holds) : [],
    of === 'earnings' && shared.length > 0 ? findDividedHolds(read, shared) : [],
  ]);
  const known = new Map([
    ...given.map((row) => [row.id, { person: personOf(row), about: aboutGiven(row) }] as const),
    ...divided.map((row) => [row.transferId, { person: personOf(row), about: aboutDivided(row) }] as const),
    ...held.map((row) => [row.transferId, { person: personOf(row), about: holdWords(row) }] as const),
    ...shares.map(({ transferId }) => [transferId, { person: null, about: aboutShares(shares, transferId) }] as const),
  ]);
  return lines.map((line) => ({
    ...line,
    ...(known.get(line.transferId) ?? { person: null, about: line.kind === 'issue' ? 'Given by Busker' : null }),
  }));
}

function personOf({ displayName, handle }: Pick<GivenRow, 'displayName' | 'handle'>): NamedLine['person'] {
  return displayName === null || handle === null ? null : { displayName, handle };
}

function aboutGiven({ title, menuItem, private: isPrivate }: GivenRow): string {
  const what = `${isPrivate ? 'Private tip' : 'Tip'}${menuItem === null ? '' : `: ${menuItem}`}`;
  return title === null ? what : `${what}, in “${title}”`;
}

function aboutDivided({ tips }: DividedRow): string {
  return tips === 1 ? 'One tip' : `${tips} tips`;
}

function aboutShares(rows: readonly DividedHoldsRow[], of: string): string {
  return sharesWords(rows.filter(({ transferId }) => transferId === of));
}
