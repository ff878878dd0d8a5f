/**
 * What a performer was given, in figures.
 */
import { fineTokensText, unitsOf } from '#kernel/money.ts';
import type { Reader } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { findPerson } from '../accounts/index.ts';
import { noSuchTarget } from './errors.ts';
import { readLeaderboard } from './read-leaderboard.ts';
import { sumDays, sumTips } from './store-history.ts';

const days = 30;

/**
 * Of public tips; the performer and admins see private ones too, and who gave in shows that are not for everybody.
 * @param nowMs milliseconds since 1970
 * @throws Refusal NOT_FOUND where nobody performs under this id
 */
export async function readStats(
  read: Reader,
  performerId: string,
  caller: Pick<Identity, 'userId' | 'roles'>,
  nowMs: number,
): Promise<AnswerOf<typeof routes.tipStats>> {
  const person = await findPerson(read, { id: performerId });
  if (person === null || person.gone || !person.roles.includes('performer')) throw noSuchTarget('performer');
  const withPrivate = caller.userId === performerId || caller.roles.includes('admin');
  const [sums, byDay, top] = await Promise.all([
    sumTips(read, performerId, withPrivate),
    sumDays(read, { performerId, withPrivate, now: new Date(nowMs), days }),
    readLeaderboard(read, { performerId, period: 'month', nowMs, everywhere: withPrivate }),
  ]);
  return {
    ...{ tips: sums.tips, tokens: String(sums.tokens), tippers: sums.tippers, largest: String(sums.largest) },
    average: fineTokensText(sums.tips === 0 ? 0n : unitsOf(sums.tokens) / BigInt(sums.tips)),
    days: byDay.map(({ day, tips, tokens }) => ({ day, tips, tokens: String(tokens) })),
    top,
  };
}
