/**
 * The stage of the ledger's tests: a database, people, movements with one line each, and the books as text, so that "nothing
 * changed" is one comparison.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import {
  type EndMove,
  type EndOrder,
  type HoldOrder,
  hashRequest,
  type LedgerEvents,
  type Move,
  type Order,
  placeHolds,
  platformId,
  postTransfers,
  resolveHolds,
} from '../../server/domains/ledger/index.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';

export type LedgerStage = Awaited<ReturnType<typeof openLedgerStage>>;

/** For those who compare books and tell nobody. */
export const noNews: LedgerEvents = {
  record: async () => undefined,
  reactionsOf: () => [],
  deliverSoon: () => undefined,
};

/** Everything is closed with the test. @param maxConnections of the application; absent: 10 @param programs as in `startDatabase` */
export async function openLedgerStage(
  t: Test,
  { maxConnections = 10, programs }: { readonly maxConnections?: number; readonly programs?: string } = {},
) {
  const postgres = await startDatabase(programs);
  await addHouse(postgres);
  const database = openDatabase({ url: postgres.url, log: pino({ level: 'silent' }), maxConnections });
  t.teardown(async () => {
    await database.close();
    await postgres.close();
  });
  const post = (...orders: Order[]) => postTransfers(database, orders);
  return {
    ...{ postgres, database, post },
    place: (...orders: HoldOrder[]) => placeHolds(database, orders),
    resolve: (...orders: EndOrder[]) => resolveHolds(database, orders),
    /** So many people who can have wallets. */
    people: (many: number) => addPeople(postgres, many),
    /** Gives somebody tokens; `promo`: the platform's present, otherwise bought. */
    give: async (person: string, tokens: number, how: 'paid' | 'promo' = 'paid'): Promise<void> => {
      await post(issue(person, tokens, how));
    },
    /** Every account that holds or held something, every movement, key and hold: the same text where nothing changed. */
    books: async (): Promise<string> => {
      const [row] = await postgres.query<{ books: string }>(`SELECT concat_ws(E'\\n',
        (SELECT string_agg(a::text, E'\\n' ORDER BY a.id) FROM ledger.account a),
        (SELECT string_agg(m::text, E'\\n' ORDER BY m.transfer_id, m.n) FROM ledger.move m),
        (SELECT string_agg(k::text, E'\\n' ORDER BY k.owner_id, k.route, k.key) FROM ledger.key k),
        (SELECT string_agg(h::text, E'\\n' ORDER BY h.id) FROM ledger.hold h),
        (SELECT string_agg(o::text, E'\\n' ORDER BY o.hold_id) FROM ledger.hold_open o),
        (SELECT string_agg(e::text, E'\\n' ORDER BY e.hold_id) FROM ledger.hold_end e),
        (SELECT string_agg(s::text, E'\\n' ORDER BY s.transfer_id, s.performer_id) FROM ledger.hold_share s),
        (SELECT string_agg(s::text, E'\\n' ORDER BY s.transfer_id, s.performer_id) FROM ledger.share_open s),
        (SELECT string_agg(s::text, E'\\n' ORDER BY s.transfer_id, s.performer_id) FROM ledger.share_end s)) AS books`);
      return row?.books ?? '';
    },
  };
}

/** A performer who is there on every stage: whom holds are spent on where it does not matter on whom. */
export const houseId = '00000000-0000-7000-8000-00000000beef';

export const addHouse = (postgres: Pick<TestDatabase, 'query'>) => addPeople(postgres, 1, [houseId]);

/** @returns their ids */
export async function addPeople(
  postgres: Pick<TestDatabase, 'query'>,
  many: number,
  ids = Array.from({ length: many }, () => newId()),
): Promise<string[]> {
  await postgres.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
     SELECT id, id || '@ledger.example', 'Somebody', 'p' || right(replace(id::text, '-', ''), 20), '$argon2id$none', '{viewer}', now(),
       'operator', now() FROM unnest($1::uuid[]) AS id`,
    [ids],
  );
  return ids;
}

/** A transfer under a key of its own, unless told otherwise. */
export function order(moves: readonly Move[], given: Partial<Order> = {}): Order {
  const id = newId();
  return { id, kind: 'tip', owner: platformId, route: 'test', key: id, hash: hashRequest({ id }), moves, ...given };
}

/** Tokens out of nothing, into a wallet. */
export function issue(
  person: string,
  tokens: number,
  how: 'paid' | 'promo' = 'paid',
  given: Partial<Order> = {},
): Order {
  const move = { from: `issued:${how}`, fromOwner: platformId, to: `wallet:${how}`, toOwner: person };
  return order([{ ...move, amount: unitsOf(tokens) }], { kind: 'issue', ...given });
}

/** A tip as the ledger sees it: whole tokens from a wallet to a performer's `unsettled`, under the giver's key. */
export function tip(from: string, to: string, tokens: number, given: Partial<Order> = {}): Order {
  const move = { from: 'wallet', fromOwner: from, to: 'unsettled', toOwner: to, amount: unitsOf(tokens) };
  return order([move], { owner: from, ...given });
}

/** Tokens of somebody's wallet that are set aside for an hour, under a key of its own, unless told otherwise. */
export function hold(owner: string, tokens: number, given: Partial<HoldOrder> = {}): HoldOrder {
  const id = newId();
  const asked = { owner, source: 'wallet', purpose: 'ticket', amount: unitsOf(tokens), lastsMs: 3_600_000 } as const;
  return { id, ...asked, route: 'holds', key: id, hash: hashRequest({ id }), ...given };
}

/** A leg of a ticket or a call to a performer. */
export function share(toOwner: string, amount: bigint, name = 'platform-fee'): EndMove {
  return { to: 'unsettled', toOwner, amount, split: { name, version: 1 } };
}

/** A leg to an account of the platform. */
export function toUs(to: Exclude<EndMove['to'], 'unsettled'>, amount: bigint): EndMove {
  return { to, toOwner: platformId, amount };
}

/** A hold that is spent on a performer; what is not spent returns. */
export function spend(held: string, tokens: number, given: Partial<EndOrder> = {}): EndOrder {
  const id = newId();
  const moves = [share(houseId, unitsOf(tokens))];
  return { id, hold: held, moves, owner: platformId, route: 'holds', key: id, hash: hashRequest({ id }), ...given };
}
