/**
 * What the ledger's stories do with holds: place for each purpose, post all or a part or astray, void, let time pass,
 * sweep, divide, and ask again.
 */
import fc from 'fast-check';
import {
  type EndMove,
  type EndOrder,
  expireHolds,
  type HoldOrder,
  type HoldPurpose,
  hashRequest,
  platformId,
  readBalances,
  settleHolds,
} from '../../server/domains/ledger/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { type Auditor, auditEnd, auditHold, auditShares, auditSweep, balance } from './ledger-auditor.ts';
import { hold, type LedgerStage, share, spend, toUs } from './ledger-stage.ts';

/** @throws where they are not the same */
export function same(found: unknown, expected: unknown, what: string): void {
  const text = (value: unknown): string =>
    JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? `${one}` : one)) ?? 'none';
  if (text(found) !== text(expected)) throw new Error(`${what}: expected ${text(expected)}, found ${text(found)}`);
}

/** @throws where somebody has something else than the auditor says */
export async function compareBalances(auditor: Auditor, { database }: LedgerStage): Promise<void> {
  for (const person of auditor.people) {
    for (const [kind, units] of await readBalances(database.read, person)) {
      same(units, balance(auditor.held, kind, person), `${kind} of ${person}`);
    }
  }
}

/** What the auditor expects, whether anything is to be written, and how to do it. */
interface Planned {
  readonly expected: unknown;
  readonly writes: boolean;
  readonly carryOut: () => Promise<unknown>;
}

/** Carries something out and compares: what came of it, balances, and that refusals left everything as it was. */
class Step implements fc.AsyncCommand<Auditor, LedgerStage> {
  readonly what: string;
  readonly plan: (auditor: Auditor, stage: LedgerStage) => Planned;
  constructor(what: string, plan: Step['plan']) {
    this.what = what;
    this.plan = plan;
  }
  check(): boolean {
    return true;
  }
  async run(auditor: Auditor, stage: LedgerStage): Promise<void> {
    const { expected, writes, carryOut } = this.plan(auditor, stage);
    const before = writes ? '' : await stage.books();
    same(await carryOut(), expected, 'outcomes');
    if (!writes) same(await stage.books(), before, 'a refusal changed something');
    await compareBalances(auditor, stage);
  }
  toString(): string {
    return this.what;
  }
}

const who = fc.nat({ max: 2 });
const tokens = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 15 }) }, fc.constantFrom(1, 1_000_000));
const keys = fc.nat({ max: 6 });
const which = fc.nat({ max: 7 });
const of = ({ people }: Auditor, at: number): string => people[at % people.length] ?? '';
const any = ({ holds }: Auditor, at: number): string => holds[at % Math.max(holds.length, 1)]?.id ?? platformId;

function placing(orders: readonly ((auditor: Auditor) => HoldOrder)[], what: string): Step {
  return new Step(what, (auditor, stage) => {
    const made = orders.map((order) => order(auditor));
    const expected = made.map((order) => auditHold(auditor, order));
    const carryOut = async () => {
      const answers = await stage.place(...made);
      for (const { holdId } of answers) if (holdId !== null) await pass(stage, holdId);
      return answers.map(({ outcome }) => outcome);
    };
    return { expected, writes: expected.includes('placed'), carryOut };
  });
}

/** Until a hold of a millisecond is over; one that lasts an hour is not waited for. */
async function pass({ postgres }: LedgerStage, id: string): Promise<void> {
  const sql = `SELECT expires_at <= clock_timestamp()::timestamptz(3) OR expires_at > at + interval '1 minute' AS over
    FROM ledger.hold WHERE id = $1`;
  await until('end of its time', async () => (await postgres.query<{ over: boolean }>(sql, [id]))[0]?.over);
}

function ending(orders: (auditor: Auditor) => readonly EndOrder[], what: string): Step {
  return new Step(what, (auditor, stage) => {
    const made = orders(auditor);
    const expected = made.map((order) => auditEnd(auditor, order));
    const carryOut = async () => (await stage.resolve(...made)).map(({ outcome }) => outcome);
    return { expected, writes: expected.some((one) => one === 'posted' || one === 'voided'), carryOut };
  });
}

/** Keys are few, so that they are used again: by the same request, and by others. */
const held = fc
  .tuple(who, tokens, keys, fc.nat({ max: 3 }), fc.nat({ max: 4 }))
  .map(([person, many, key, kind, what]) => ({
    what: `hold ${many} of ${person} for ${purposes[what]} ${kind === 0 ? 'for a moment' : 'for long'} under ${key}`,
    made: (auditor: Auditor): HoldOrder => {
      const purpose = purposes[what] ?? 'ticket';
      const source = purpose === 'payout' ? 'earnings' : 'wallet';
      const given = { key: `k${key}`, hash: hashRequest({ many, purpose }), lastsMs: kind === 0 ? 1 : 3_600_000 };
      return hold(of(auditor, person), many, { ...given, purpose, source });
    },
  }));
const purposes: readonly HoldPurpose[] = ['ticket', 'ticket', 'call-block', 'stake', 'payout'];

/** Where what is held may go by its purpose, the first of them by the number. */
function legOf({ holds, people }: Auditor, id: string, amount: bigint, number: number): EndMove {
  const found = holds.find((one) => one.id === id);
  if (found?.purpose === 'payout') return toUs('payout:in-transit', amount);
  if (found?.purpose === 'stake') return toUs(number % 2 === 0 ? 'platform:revenue' : 'chargeback-loss', amount);
  const others = people.filter((person) => person !== found?.owner);
  return share(others[number % others.length] ?? '', amount);
}

const ended = fc.tuple(which, fc.integer({ min: 0, max: 30 }), fc.nat({ max: 12 }), who).map(([at, many, key, to]) => ({
  what: many === 0 ? `void ${at} under ${key}` : `post ${many} of ${at} to ${to} under ${key}`,
  made: (auditor: Auditor): EndOrder => {
    const id = any(auditor, at);
    const named = { key: `${auditor.people[0]} e${key}`, hash: hashRequest({ at, many }) };
    return spend(id, 0, { ...named, moves: many === 0 ? 'void' : [legOf(auditor, id, unitsOf(many), to)] });
  },
}));
/** All of it, over two legs where there are two. */
const whole = which.map((at) =>
  ending((auditor) => {
    const id = any(auditor, at);
    const amount = auditor.holds.find((one) => one.id === id)?.amount ?? unitsOf(2);
    const rest = amount - unitsOf(1);
    const parts = rest > 0n ? [unitsOf(1), rest] : [amount];
    return [spend(id, 0, { moves: parts.map((part, number) => legOf(auditor, id, part, number)) })];
  }, `post all of ${at}`),
);
/** What Postgres refused it with, wherever the driver put it. */
function sqlStateOf(error: { code?: string; meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } }) {
  return error.meta?.driverAdapterError?.cause?.originalCode ?? error.code;
}

/** To where its purpose does not lead: thrown, and nothing moves. */
const astray = fc.tuple(which, fc.nat({ max: 3 })).map(
  ([at, where]) =>
    new Step(`post ${at} astray ${where}`, (auditor, { resolve }) => {
      const open = auditor.holds.filter(({ how, short }) => how === 'open' && !short);
      const found = open[at % Math.max(open.length, 1)];
      if (found === undefined) return { expected: 0, writes: false, carryOut: async () => 0 };
      const { id, owner, purpose } = found;
      const spends = purpose === 'ticket' || purpose === 'call-block';
      const moves = [
        share(owner, unitsOf(1)),
        toUs(spends || purpose === 'payout' ? 'chargeback-loss' : 'payout:in-transit', unitsOf(1)),
        toUs(spends || purpose === 'stake' ? 'payout:in-transit' : 'platform:revenue', unitsOf(1)),
        { ...share(owner, unitsOf(1)), to: 'earnings' } as unknown as EndMove,
      ];
      const carryOut = () => resolve(spend(id, 0, { moves: moves.slice(where, where + 1) })).catch(sqlStateOf);
      return { expected: '23514', writes: false, carryOut };
    }),
);
const divided = fc.constant(
  new Step('divide shares', (auditor, { database }) => {
    const expected = auditShares(auditor);
    return { expected, writes: expected > 0, carryOut: () => settleHolds({ database, clock: systemClock, log }) };
  }),
);
const log = {
  error: ({ err }: { err?: unknown }): void => {
    throw err;
  },
};
const again = which.map((at) =>
  ending(({ ended: before }) => {
    const one = before[at % Math.max(before.length, 1)];
    return one === undefined ? [] : [{ ...one, id: newId() }];
  }, `end again ${at}`),
);
const swept = fc.constant(
  new Step('sweep', (auditor, { database }) => {
    const expected = auditSweep(auditor);
    return { expected, writes: expected > 0, carryOut: () => expireHolds(database) };
  }),
);

/** For `fc.commands`. */
export const holdCommands = [
  fc.array(held, { minLength: 1, maxLength: 3 }).map((many) =>
    placing(
      many.map(({ made }) => made),
      many.map(({ what }) => what).join(' + '),
    ),
  ),
  fc
    .array(ended, { minLength: 1, maxLength: 3 })
    .map((many) =>
      ending((auditor) => many.map(({ made }) => made(auditor)), many.map(({ what }) => what).join(' + ')),
    ),
  ...[whole, astray, again, swept, divided],
];
