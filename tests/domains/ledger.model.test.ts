/** Whatever is posted, in whatever order, the ledger and an auditor with pencil and paper agree after each step. */
import fc from 'fast-check';
import t from 'tap';
import { expireHolds, hashRequest, type Order, platformId, settleHolds } from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { type Auditor, audit, balance, openAudit } from './ledger-auditor.ts';
import { compareBalances, holdCommands, same } from './ledger-hold-commands.ts';
import { issue, type LedgerStage, openLedgerStage, order, tip } from './ledger-stage.ts';

const stage = await openLedgerStage(t, { maxConnections: 2 });
const { postgres, database, post, people, books } = stage;
/** SEED: the one a failure named. RUNS: more, for a longer look. */
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const runs = Number(process.env.RUNS ?? 25);

/** Posts in one call, and compares: outcomes, balances, and that a refusal left everything as it was. */
class Posting implements fc.AsyncCommand<Auditor, LedgerStage> {
  readonly what: string;
  readonly made: (auditor: Auditor) => Order[];
  constructor(what: string, made: (auditor: Auditor) => Order[]) {
    this.what = what;
    this.made = made;
  }
  check(): boolean {
    return true;
  }
  async run(auditor: Auditor): Promise<void> {
    const orders = this.made(auditor);
    const expected = orders.map((one) => audit(auditor, one));
    const nothing = expected.every((outcome) => outcome !== 'posted');
    const before = nothing ? await books() : '';
    const answers = await post(...orders);
    same(
      answers.map(({ outcome }) => outcome),
      expected,
      'outcomes',
    );
    for (const [at, answer] of answers.entries()) {
      const { owner, route, key } = orders[at] ?? { owner: '', route: '', key: '' };
      const stands = answer.outcome === 'posted' || answer.outcome === 'replayed';
      same(answer.transferId, stands ? auditor.keys.get(`${owner} ${route} ${key}`)?.id : null, 'transfer');
    }
    if (nothing) same(await books(), before, 'a refusal changed something');
    await compareBalances(auditor, stage);
    const last = orders.at(-1);
    if (last === undefined || last.owner === platformId) return;
    const spendable =
      balance(auditor.held, 'wallet:paid', last.owner) + balance(auditor.held, 'wallet:promo', last.owner);
    same(answers.at(-1)?.available, spendable, 'what can be spent');
  }
  toString(): string {
    return this.what;
  }
}

const who = fc.nat({ max: 2 });
const tokens = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 1_000_000));
const keys = fc.nat({ max: 6 });
const of = ({ people: all }: Auditor, at: number): string => all[at % all.length] ?? '';

const given = fc
  .tuple(who, tokens, fc.constantFrom('paid' as const, 'promo' as const))
  .map(
    ([person, many, how]) =>
      new Posting(`give ${person} ${many} ${how}`, (auditor) => [issue(of(auditor, person), many, how)]),
  );
/** Keys are few, so that they are used again: by the same request, and by others. */
const tipped = fc.tuple(who, who, tokens, keys).map(([from, to, many, key]) => ({
  what: `tip ${from} to ${to} ${many} under ${key}`,
  made: (auditor: Auditor): Order =>
    tip(of(auditor, from), of(auditor, to), many, { key: `k${key}`, hash: hashRequest({ from, to, many }) }),
}));
const one = tipped.map(({ what, made }) => new Posting(what, (auditor) => [made(auditor)]));
const several = fc
  .array(tipped, { minLength: 2, maxLength: 6 })
  .map(
    (tips) => new Posting(tips.map(({ what }) => what).join(' + '), (auditor) => tips.map(({ made }) => made(auditor))),
  );
const again = fc.nat().map(
  (at) =>
    new Posting(`repeat ${at}`, ({ posted }) => {
      const before = posted[at % Math.max(posted.length, 1)];
      return before === undefined ? [] : [{ ...before, id: newId() }];
    }),
);
const divided = fc.tuple(who, fc.integer({ min: 0, max: 10_000 })).map(
  ([performer, share]) =>
    new Posting(`settle ${performer} at ${share}`, (auditor) => {
      const owner = of(auditor, performer);
      const units = balance(auditor.held, 'unsettled', owner);
      const creator = (units * BigInt(share)) / 10_000n;
      const part = (to: string, toOwner: string, amount: bigint) => ({
        from: 'unsettled',
        fromOwner: owner,
        to,
        toOwner,
        amount,
      });
      const moves = [part('earnings', owner, creator), part('platform:revenue', platformId, units - creator)];
      return units === 0n
        ? []
        : [
            order(
              moves.filter(({ amount }) => amount > 0n),
              { kind: 'settle' },
            ),
          ];
    }),
);
const split = fc.tuple(who, tokens, tokens).map(
  ([from, first, second]) =>
    new Posting(`one transfer of ${first} and ${second} from ${from}`, (auditor) => {
      const part = (to: number, many: number) => tip(of(auditor, from), of(auditor, to), many).moves;
      return [order([...part(from + 1, first), ...part(from + 2, second)], { owner: of(auditor, from) })];
    }),
);

const stories = fc.commands([given, one, several, again, divided, split, ...holdCommands], { maxCommands: 30 });
/** For mistakes that only holds show. */
const holdStories = fc.commands([given, ...holdCommands], { maxCommands: 30 });
const ofHolds = /hold|share/;

/** @throws with the seed and the shortest story where ledger and auditor disagree */
async function tell(params: fc.Parameters<unknown>, told = stories): Promise<void> {
  const story = fc.asyncProperty(told, async (commands) => {
    const model = openAudit(await people(3));
    // What stories before this one left behind is not of it.
    await expireHolds(database);
    await settleHolds({ database, clock: systemClock, log: { error: () => undefined } });
    // Two of the three have something from the beginning.
    const purses = model.people.slice(0, 2).flatMap((person) => [issue(person, 30), issue(person, 30, 'promo')]);
    for (const purse of purses) audit(model, purse);
    await post(...purses);
    await fc.asyncModelRun(() => ({ model, real: stage }), commands);
  });
  await fc.assert(story, { seed, ...params });
}

t.test(`Any ${runs} stories of tips, presents, repetitions, settlements and holds`, { timeout: 300_000 }, async (t) => {
  t.comment(`SEED=${seed}`);
  await tell({ numRuns: runs });
  t.pass('the ledger and the auditor agreed after each step');
});

/** Function, what stands in it, what a mistake would have made of it. */
const mistakes: Readonly<Record<string, readonly [name: string, right: string, wrong: string]>> = {
  'a leg that is dropped': ['post', '1 .. legs LOOP', '1 .. least(legs, 1) LOOP'],
  'a leg that is never written': ['post', 'AS w (o, n, f, t, amount, fv, fb, tv, tb)', '$& WHERE w.n = 1'],
  'a balance that is moved twice': [
    'apply_moves',
    'SET balance = e.balance,',
    'SET balance = 2 * e.balance - a.balance,',
  ],
  'a floor that is not looked at': ['post', 'WHEN floored[place] THEN', 'WHEN false THEN'],
  'legs of one transfer that do not know of each other': [
    'post',
    'balances[place] - planned[place]',
    'balances[place]',
  ],
  'a balance that the next transfer of a call does not know': [
    'post',
    'balances[place] := balances[place] - ',
    'rest := ',
  ],
  'a key that is not looked up': ['post', 'k.key = f.key', 'false'],
  'a key that is used twice in one call': ['post', 'other := posted_by[firsts[o]]', 'other := NULL'],
  'a key whose request is not compared': ['post', 'known_requests[o] IS DISTINCT FROM requests[o]', 'false'],
  'a rest that is forgotten': ['post', 'IF rest > 0 THEN', 'IF false THEN'],
  'given tokens that come back as bought ones': ['end_hold', "(1, 'wallet:promo'", "(1, 'wallet:paid'"],
  'a hold whose key is not looked up': ['resolve_holds', "k.key = hash_key(o ->> 'key')", 'false'],
  'a hold that ends twice': ['resolve_holds', 'WHEN e.hold_id IS NOT NULL', 'WHEN false'],
  'a hold that is posted after its time': ['resolve_holds', 'WHEN moment >= h.expires_at', 'WHEN false'],
  'a stake of given tokens': ['place_holds', "WHEN u.source = 'wallet' AND NOT u.given THEN", 'WHEN false THEN'],
  'a hold that goes astray': ['finish_hold', '(g.kind IS NULL OR t.owner_id = h.owner_id)', 'false'],
  'a share that stays with the platform': ['settle_shares', "('earnings', performer,", "('platform:revenue', nobody,"],
  'a share that nobody divides': ['settle_shares', 'IF ids IS NULL THEN', 'IF true THEN'],
  'more that is posted than was held': ['resolve_holds', 'WHEN wanted > h.amount', 'WHEN false'],
};
for (const [what, [name, right, wrong]] of Object.entries(mistakes)) {
  t.test(`The auditor would notice ${what}`, { timeout: 120_000 }, async (t) => {
    const [row] = await postgres.query<{ text: string }>(
      `SELECT pg_get_functiondef(p.oid) AS text FROM pg_proc p WHERE p.pronamespace = 'ledger'::regnamespace AND p.proname = $1`,
      [name],
    );
    const text = row?.text ?? '';
    if (!t.equal(text.split(right).length, 2, 'it stands there once')) return;
    await postgres.query(text.replace(right, (found) => wrong.replace('$&', found)));
    // It ends with the first story that the auditor does not believe.
    await t.rejects(tell({ numRuns: 2_000, endOnFailure: true }, ofHolds.test(name) ? holdStories : stories));
    await postgres.query(text);
    await tell({ numRuns: 2 });
  });
}
