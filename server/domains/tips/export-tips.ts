/**
 * The same list as a file: CSV, oldest first, read in pages while it is sent.
 */
import { inPages, type Reader } from '#platform/database/index.ts';
import type { FileAnswer, QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { describeTip } from './describe-tip.ts';
import { longerThanYear } from './errors.ts';
import { tipHeader, tipLine } from './rules/tip-lines.ts';
import type { ToldTip } from './rules/told-tip.ts';
import { type Asked, findOldest } from './store-history.ts';

const yearMs = 366 * 24 * 3_600_000;

/**
 * @param nowMs milliseconds since 1970; without a beginning the file begins a year before its end
 * @throws Refusal VALIDATION_FAILED where more than a year is asked for
 */
export function exportTips(
  read: Reader,
  userId: string,
  { as, from, to }: QueryOf<typeof routes.exportTips>,
  nowMs: number,
): FileAnswer {
  // Nothing was given before 1970, and Postgres does not know every year that JavaScript does.
  const toMs = Math.max(0, to === undefined ? nowMs : Date.parse(to));
  const fromMs = Math.max(0, from === undefined ? toMs - yearMs : Date.parse(from));
  if (toMs - fromMs > yearMs) throw longerThanYear();
  // What is given this moment, by the database's clock, belongs to a file without an end.
  const end = to === undefined ? {} : { to: new Date(toMs) };
  const asked: Asked = { userId, as, from: new Date(fromMs), ...end };
  return { type: 'text/csv', bytes: lines(read, asked), name: `tips-${as}.csv` };
}

async function* lines(read: Reader, asked: Asked): AsyncGenerator<Uint8Array> {
  // The mark by which spreadsheets know that it is UTF-8.
  yield Buffer.from(`\u{feff}${tipHeader}`);
  const rows = inPages((after: ToldTip | undefined, limit) => findOldest(read, asked, after, limit));
  for await (const row of rows)
    yield Buffer.from(tipLine(describeTip(row, asked.as === 'sent' ? 'giver' : 'performer')));
}
