/**
 * Good requests about money: one's own, and the operator's.
 */
import { newId } from '#kernel/ids.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Example, Given } from './example.ts';
import { addRow } from './people.ts';

const bare: Example = () => ({});

/** Tokens that somebody new was given, as a transfer and the account it came from. */
async function gift({ stack }: Given): Promise<{ transfer: string; account: string }> {
  const [id, owner] = [newId(), await addRow(stack)];
  const platform = '00000000-0000-0000-0000-000000000000';
  const order = {
    ...{ n: 1, id, kind: 'issue', owner: platform, route: 'example', key: id, hash: '0'.repeat(64) },
    moves: [{ from: 'issued:promo', fromOwner: platform, to: 'wallet:promo', toOwner: owner, amount: 10_000 }],
  };
  await stack.query('SELECT ledger.post($1)', [JSON.stringify([order])]);
  const [row] = await stack.query<{ account: string }>(
    `SELECT id::text AS account FROM ledger.account WHERE kind = 'issued:promo'`,
  );
  return { transfer: id, account: row?.account ?? '' };
}

async function comparison({ stack }: Given): Promise<string> {
  const [row] = await stack.query<{ id: string }>(
    `INSERT INTO reconciliation (at, took_ms, checks, holds) VALUES (now(), 1, '[]', true) RETURNING id::text`,
  );
  return row?.id ?? '';
}

/** @returns the version that holds */
async function priceList({ stack }: Given): Promise<number> {
  const [row] = await stack.query<{ version: number }>('SELECT max(version)::integer AS version FROM price_policy');
  return row?.version ?? 0;
}

export const moneyExamples = {
  ...{ getWallet: bare, getEarnings: bare, getStatement: bare, exportStatement: bare, getSpendingLimits: bare },
  setSpendingLimits: () => ({ body: { dayTokens: null, weekTokens: null, monthTokens: 1_000_000 } }),
  // Whoever took a break spends nothing afterwards.
  takeBreak: () => ({ body: { kind: 'cool_off', hours: 1 }, spends: true }),

  getMoney: bare,
  // The job may be at it.
  reconcile: () => ({ body: {}, otherwise: ['CONFLICT'] }),
  getReconciliation: async (given) => ({ params: { id: await comparison(given) } }),
  getTransfer: async (given) => ({ params: { id: (await gift(given)).transfer } }),
  listAccountMoves: async (given) => ({ params: { id: (await gift(given)).account } }),
  pauseSettlement: () => ({ body: { paused: false, reason: 'A test' } }),
  setPricePolicy: async (given) => ({
    body: {
      packs: [{ id: 'pack-100', tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 }],
      ...{ payoutMicroUsd: 1, from: await priceList(given), reason: 'A test' },
    },
  }),
} as const satisfies Partial<Record<keyof typeof routes, Example>>;
