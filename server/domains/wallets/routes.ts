/**
 * Wallets over HTTP.
 */
import type { Clock } from '#kernel/clock.ts';
import { fineTokensText } from '#kernel/money.ts';
import type { Database } from '#platform/database/index.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { StatementLine } from '#protocol/http/wallet.ts';
import { longerThanAYear, noSuchPlace } from './errors.ts';
import { exportStatement } from './export-statement.ts';
import type { NamedLine } from './parts.ts';
import { readEarnings } from './read-earnings.ts';
import { readLimits } from './read-limits.ts';
import { readStatement } from './read-statement.ts';
import { readWallet } from './read-wallet.ts';
import { placeText, readPlace } from './rules/statement-place.ts';
import { setLimits } from './set-limits.ts';
import { sumDays } from './store.ts';
import { takeBreak } from './take-break.ts';

export interface WalletRoutesDeps {
  readonly database: Database;
  readonly limits: Limits;
  readonly clock: Clock;
}

type Names =
  | 'getWallet'
  | 'getEarnings'
  | 'getStatement'
  | 'exportStatement'
  | 'getSpendingLimits'
  | 'setSpendingLimits'
  | 'takeBreak';

const yearMs = 366 * 24 * 3_600_000;

/** The routes of wallets; everybody sees their own. */
export function walletRoutes({ database, limits, clock }: WalletRoutesDeps): Handlers<Names> {
  const { read } = database;
  return {
    getWallet: async ({ caller }) => {
      await limits.take('moneyRead', caller.userId);
      return readWallet(read, caller.userId);
    },
    getEarnings: async ({ caller }) => {
      await limits.take('moneyRead', caller.userId);
      const [earnings, days] = await Promise.all([readEarnings(read, caller.userId), sumDays(read, caller.userId)]);
      return { earnings, days: days.map((day) => ({ ...day, earned: fineTokensText(day.earned) })) };
    },
    getStatement: async ({ caller, query: { of, before, limit, ...span } }) => {
      const place = before === undefined ? null : readPlace(before);
      if (before !== undefined && place === null) throw noSuchPlace();
      await limits.take('moneyPage', caller.userId);
      const page = { place, from: moment(span.from), to: moment(span.to), limit };
      const { lines, next } = await readStatement({ read, ownerId: caller.userId, of }, page);
      return { lines: lines.map(lineOf), next: next === null ? null : placeText(next) };
    },
    exportStatement: async ({ caller, query: { of, ...span } }) => {
      const to = moment(span.to);
      const end = to ?? new Date(clock.now());
      const from = moment(span.from) ?? new Date(Math.max(0, end.getTime() - yearMs));
      if (end.getTime() - from.getTime() > yearMs) throw longerThanAYear();
      await limits.take('moneyFile', caller.userId);
      const name = `busker-${of}-${end.toISOString().slice(0, 10)}.csv`;
      return { type: 'text/csv', bytes: exportStatement({ read, ownerId: caller.userId, of }, from, to), name };
    },
    getSpendingLimits: async ({ caller }) => {
      await limits.take('moneyRead', caller.userId);
      return { limits: await readLimits(read, caller.userId) };
    },
    setSpendingLimits: async ({ caller, body }) => {
      await limits.take('preferences', caller.userId);
      await setLimits(database, caller.userId, body);
      return { limits: await readLimits(read, caller.userId) };
    },
    takeBreak: async ({ caller, body }) => {
      await limits.take('preferences', caller.userId);
      await takeBreak(database, caller.userId, body);
      return { limits: await readLimits(read, caller.userId) };
    },
  };
}

/** Nothing moved before 1970, and Postgres does not know every year that JavaScript does. */
function moment(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(Math.max(0, Date.parse(text)));
}

function lineOf({ transferId, at, kind, amount, balance, person, about }: NamedLine): StatementLine {
  return {
    ...{ transferId, at: at.toISOString(), kind, about, with: person },
    ...{ amount: fineTokensText(amount), balance: fineTokensText(balance) },
  };
}
