/**
 * The two that are compared: a call to Busker's `ledger.post`, and one to the bare function, both prepared, both through the
 * same driver as busker_app. One call posts one transfer or several.
 */
import type pg from 'pg';
import { newId } from '#kernel/ids.ts';
import type { Person } from './books.ts';

export interface Pair {
  readonly payer: Person;
  readonly payee: Person;
}

export interface LedgerSide {
  readonly name: 'ledger' | 'bare';
  /** Moves one token in each pair, in one round trip. @throws where not all of it was posted */
  post(client: pg.ClientBase, pairs: readonly Pair[]): Promise<void>;
}

/** A hash's length, not a hash: what it costs to make one is the same for whoever asks. */
const hash = '0123456789abcdef'.repeat(4);

/** What a tip posts: from a wallet, with a key, to what waits for settlement. */
export const ledgerSide: LedgerSide = {
  name: 'ledger',
  async post(client, pairs) {
    const orders = pairs.map(({ payer, payee }, at) => ({
      ...{ n: at + 1, id: newId(), kind: 'tip', owner: payer.id, route: 'tips', key: newId(), hash },
      moves: [{ from: 'wallet', fromOwner: payer.id, to: 'unsettled', toOwner: payee.id, amount: 10_000 }],
    }));
    const { rows } = await client.query<{ outcome: string }>({
      ...{ name: 'post', text: 'SELECT outcome FROM ledger.post($1::jsonb)', values: [JSON.stringify(orders)] },
    });
    require(pairs.length, rows.filter(({ outcome }) => outcome === 'posted').length);
  },
};

/** Several in one call: the same function for each of them, inside one statement. */
export const bareSide: LedgerSide = {
  name: 'bare',
  async post(client, pairs) {
    const [first] = pairs;
    const gathered = pairs.length > 1;
    const one = { name: 'one', text: 'SELECT bare.transfer($1, $2, 1) AS done' };
    const many = {
      name: 'many',
      text: 'SELECT bare.transfer(payer, payee, 1) AS done FROM unnest($1::bigint[], $2::bigint[]) AS pair (payer, payee)',
    };
    const { rows } = await client.query<{ done: boolean }>({
      ...(gathered ? many : one),
      values: gathered
        ? [pairs.map(({ payer }) => payer.row), pairs.map(({ payee }) => payee.row)]
        : [first?.payer.row, first?.payee.row],
    });
    require(pairs.length, rows.filter(({ done }) => done).length);
  },
};

function require(asked: number, done: number): void {
  if (asked !== done) throw new Error(`Of ${asked} transfers ${done} were posted`);
}
