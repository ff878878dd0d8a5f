/**
 * The money at one glance: what all accounts of a kind hold, what settlement has to do, whether the books agreed.
 */
import { fineTokensText } from '#kernel/money.ts';
import { share } from '#kernel/share.ts';
import type { Reader } from '#platform/database/index.ts';
import type { MoneyOverview } from '#protocol/http/economy.ts';
import { readKinds, readLatestReconciliations, readReconciliation } from '../ledger/index.ts';
import { readSettlement } from '../tips/index.ts';
import { describeReconciliation } from './describe-reconciliation.ts';
import { noteLook } from './note-look.ts';
import type { Acting, AdminDeps } from './parts.ts';
import { sumMoneyDays } from './store-money.ts';

const comparisons = 50;

/**
 * All of one moment. It reads every movement of the accounts that keep no balance, so it is made once at a time: who asks
 * meanwhile is answered the same.
 */
export function viewMoney(deps: Pick<AdminDeps, 'database' | 'clock'>): (acting: Acting) => Promise<MoneyOverview> {
  const look = share(() => deps.database.snapshot(overview));
  return async (acting) => {
    await noteLook(deps, acting, { kind: 'money', id: 'all' });
    return look();
  };
}

async function overview(read: Reader): Promise<MoneyOverview> {
  const latest = await readReconciliation(read);
  const history = await readLatestReconciliations(read, comparisons);
  const kinds = await readKinds(read);
  const { tips: waiting, oldestAt, paused } = await readSettlement(read);
  const days = await sumMoneyDays(read);
  return {
    latest: latest === null ? null : describeReconciliation(latest),
    history: history.map(({ id, at, tookMs, holds }) => ({ id: String(id), at: at.toISOString(), tookMs, holds })),
    accounts: kinds.map(({ kind, unit, accounts, balance }) => ({
      ...{ kind, unit, accounts, balance: fineTokensText(balance) },
    })),
    settlement: {
      ...{ waiting, oldestAt: oldestAt?.toISOString() ?? null },
      paused: paused === null ? null : { at: paused.at.toISOString(), reason: paused.reason },
    },
    days: days.map(({ day, tips, tokens, platform }) => ({
      ...{ day, tips, tokens: String(tokens), platform: fineTokensText(platform) },
    })),
  };
}
