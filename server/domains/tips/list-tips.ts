/**
 * What somebody gave, or was given, newest first.
 */
import type { Reader } from '#platform/database/index.ts';
import type { AnswerOf, QueryOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { describeTip } from './describe-tip.ts';
import { noSuchPlace } from './errors.ts';
import { placeOf, placeText } from './rules/tip-place.ts';
import { findNewest } from './store-history.ts';

/** Their own alone. @throws Refusal VALIDATION_FAILED where `before` was not given out */
export async function listTips(
  read: Reader,
  userId: string,
  { as, from, to, before, limit }: QueryOf<typeof routes.listTips>,
): Promise<AnswerOf<typeof routes.listTips>> {
  const beyond = before === undefined ? null : placeOf(before);
  if (beyond === undefined) throw noSuchPlace();
  const span = { from: asDate(from), to: asDate(to) };
  const rows = await findNewest(read, { userId, as, ...span }, beyond, limit + 1);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    tips: shown.map((row) => describeTip(row, as === 'sent' ? 'giver' : 'performer')),
    next: rows.length > limit && last !== undefined ? placeText(last) : null,
  };
}

/** Nothing was given before 1970, and Postgres does not know every year that JavaScript does. */
function asDate(moment: string | undefined): Date | undefined {
  return moment === undefined ? undefined : new Date(Math.max(0, Date.parse(moment)));
}
