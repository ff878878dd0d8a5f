/** Whatever happens in whatever order: statements agree with the books, limits are never loosened early. */
import fc from 'fast-check';
import t from 'tap';
import { placeHolds, readBalances, readHolds, resolveHolds } from '../../server/domains/ledger/index.ts';
import { changeLimits, type HeldLimits, type Limits, limitsAt } from '../../server/domains/wallets/rules/spending.ts';
import { fineTokensText, unitsOf } from '../../server/kernel/money.ts';
import { hold, spend } from './ledger-stage.ts';
import { asked, openWalletStage } from './wallets-stage.ts';

const stage = await openWalletStage(t);
const { add, give, tip, settle, payOut, statement, file, routes, read, database } = stage;

const tokens = fc.integer({ min: 1, max: 40 });
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('paid' as const, 'promo' as const), tokens }),
  { weight: 4, arbitrary: fc.record({ do: fc.constant('tip' as const), tokens }) },
  fc.record({ do: fc.constantFrom('hold' as const, 'end' as const), tokens }),
  fc.record({ do: fc.constant('settle' as const), tokens: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant('pay out' as const), tokens }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const heldKind = ['wallet:held'];

/** Carries one step out; what cannot be is refused and changes nothing. */
async function carryOut(viewer: string, performer: string, given: Step): Promise<unknown> {
  switch (given.do) {
    case 'paid':
    case 'promo':
      return give(viewer, given.tokens, given.do);
    case 'tip':
      return tip(viewer, performer, { amount: given.tokens });
    case 'hold':
      return placeHolds(database, [hold(viewer, given.tokens)]);
    case 'end':
      return endHold(viewer, given.tokens);
    case 'settle':
      return settle(performer, given.tokens);
    case 'pay out':
      return payOut(performer, given.tokens);
  }
}

/** The oldest that is open: so much of it is spent, or all, or nothing. */
async function endHold(viewer: string, tokens: number): Promise<unknown> {
  const open = (await readHolds(read, viewer, undefined, 100)).find(({ how }) => how === null);
  if (open === undefined) return undefined;
  const most = Number(open.amount / unitsOf(1));
  const end = spend(open.id, Math.min(tokens, most), tokens % 3 === 0 ? { moves: 'void' } : {});
  return resolveHolds(database, [end]);
}

/** What the ledger says of both statements, as text. */
async function balancesOf(viewer: string, performer: string): Promise<{ wallet: string; earnings: string }> {
  const wallet = await readBalances(read, viewer, ['wallet:paid', 'wallet:promo']);
  const earnings = await readBalances(read, performer, ['earnings']);
  return {
    wallet: fineTokensText((wallet.get('wallet:paid') ?? 0n) + (wallet.get('wallet:promo') ?? 0n)),
    earnings: fineTokensText(earnings.get('earnings') ?? 0n),
  };
}

t.test(
  'After every step the newest balance of a statement is the ledger’s, and all of them stay what they were',
  async (t) => {
    const steps = fc.array(step, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), async (all, limit) => {
        const [viewer, performer] = [(await add('Vera')).id, (await add('Pia')).id];
        const seen: { wallet: string[]; earnings: string[] } = { wallet: [], earnings: [] };
        let before = await balancesOf(viewer, performer);
        for (const given of all) {
          await carryOut(viewer, performer, given);
          const now = await balancesOf(viewer, performer);
          // A movement between nothing and nothing changes no balance and makes no line; all others change it.
          if (now.wallet !== before.wallet) seen.wallet.unshift(now.wallet);
          if (now.earnings !== before.earnings) seen.earnings.unshift(now.earnings);
          before = now;
        }
        for (const book of ['wallet', 'earnings'] as const) {
          const id = book === 'wallet' ? viewer : performer;
          const lines = await statement(book, id, limit);
          same(
            // What was set aside and is spent in whole has a line that changes no balance.
            lines.filter(({ amount }) => amount !== '0').map(({ balance }) => balance),
            seen[book],
            `${book} of pages of ${limit}`,
          );
          const rows = (await file(book, id))
            .split('\r\n')
            .slice(1, -1)
            .filter((line) => line.split(',')[2] !== '0')
            .map((line) => line.split(',')[3]);
          same(rows.reverse(), seen[book], `${book} as a file`);
        }
        await checkSums(viewer, performer);
      }),
      { numRuns: 25 },
    );
    t.pass('25 histories');
  },
);

function same(found: unknown, expected: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    throw new Error(`${what}: ${JSON.stringify(found)} is not ${JSON.stringify(expected)}`);
  }
}

/** The sums of a wallet, made the long way round. */
async function checkSums(viewer: string, performer: string): Promise<void> {
  const [sums] = (await stage.postgres.query<Record<'paid' | 'promo' | 'spent' | 'earned' | 'held', string>>(
    `SELECT coalesce(sum(e.amount) FILTER (WHERE a.kind = 'wallet:paid' AND o.kind = 'issued:paid'), 0)::text AS paid,
       coalesce(sum(e.amount) FILTER (WHERE a.kind = 'wallet:promo' AND o.kind = 'issued:promo'), 0)::text AS promo,
       coalesce(-sum(e.amount) FILTER (WHERE a.kind LIKE 'wallet:%' AND o.kind IN ('unsettled', 'platform:revenue')), 0)::text AS spent,
       coalesce(sum(e.amount) FILTER (WHERE a.kind = 'wallet:held'), 0)::text AS held,
       (SELECT coalesce(sum(creator_units), 0)::text FROM tip WHERE performer_id = $2) AS earned
     FROM ledger.entry e JOIN ledger.account a ON a.id = e.account_id JOIN ledger.account o ON o.id = e.other_id
     WHERE a.owner_id = $1`,
    [viewer, performer],
  )) as [Record<'paid' | 'promo' | 'spent' | 'earned' | 'held', string>];
  const { lifetime, reserved } = await routes.getWallet(asked(viewer));
  const text = (units: string) => fineTokensText(BigInt(units));
  same(
    [lifetime.purchased, lifetime.given, lifetime.spent, reserved],
    [sums.paid, sums.promo, sums.spent, sums.held].map(text),
    'sums',
  );
  same((await routes.getWallet(asked(performer))).lifetime.earned, text(sums.earned), 'earned');
  same(String((await readBalances(read, viewer, heldKind)).get('wallet:held') ?? 0n), sums.held, 'held');
}

t.test('Tips at once leave a statement that holds together', async (t) => {
  const [viewer, one, other] = [(await add('Vera')).id, (await add('Pia')).id, (await add('Pim')).id];
  await give(viewer, 35, 'promo');
  await give(viewer, 35);
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => tip(viewer, i % 2 === 0 ? one : other, { amount: 3 + (i % 4) })),
  );
  const lines = await statement('wallet', viewer, 3);
  lines.forEach(({ amount, balance }, i) => {
    t.equal(BigInt(lines[i + 1]?.balance ?? '0') + BigInt(amount), BigInt(balance));
  });
  t.equal(lines[0]?.balance, (await routes.getWallet(asked(viewer))).balance);
});

const limit = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null });
const wish = fc.record({ dayTokens: limit, weekTokens: limit, monthTokens: limit });
const hourMs = 3_600_000;

const periods = ['dayTokens', 'weekTokens', 'monthTokens'] as const;
type Wish = Limits & { readonly atMs: number };

/** What rose in an hour was asked for a day before. */
function requireAsked(said: readonly Wish[], before: Limits, after: Limits, nowMs: number): void {
  for (const period of periods.filter((one) => size(after[one]) > size(before[one]))) {
    const early = said.every((one) => one.atMs > nowMs - 24 * hourMs || size(one[period]) < size(after[period]));
    if (early) throw new Error(`${period} rose from ${before[period]} to ${after[period]} at ${nowMs / hourMs} h`);
  }
}

/** A change only ever tightens in the moment in which it is made. */
function requireTightened(before: Limits, wanted: Limits, after: Limits): void {
  for (const period of periods) {
    const expected = Math.min(size(before[period]), size(wanted[period]));
    if (size(after[period]) !== expected) throw new Error(`${period} is ${after[period]}, not ${expected}`);
  }
}

t.test('No limit is ever higher than it was unless that was asked for a day before', async (t) => {
  const asks = fc.array(fc.record({ wanted: wish, hoursLater: fc.integer({ min: 0, max: 30 }) }), { maxLength: 15 });
  fc.assert(
    fc.property(asks, (all) => {
      let atMs = 0;
      let held: HeldLimits = { dayTokens: 0, weekTokens: 0, monthTokens: 0, pending: null };
      const said: Wish[] = [];
      for (const { wanted, hoursLater } of all) {
        for (let hour = 0; hour < hoursLater; hour += 1) {
          requireAsked(said, limitsAt(held, atMs), limitsAt(held, atMs + hourMs), atMs + hourMs);
          atMs += hourMs;
        }
        const before = limitsAt(held, atMs);
        held = changeLimits(held, wanted, atMs);
        said.push({ ...wanted, atMs });
        requireTightened(before, wanted, held);
      }
    }),
    { numRuns: 2_000 },
  );
  t.pass('2,000 histories');
});

function size(tokens: number | null): number {
  return tokens ?? Number.POSITIVE_INFINITY;
}
