/**
 * What the ledger's stories do with holds: place, post all or a part, void, let time pass, sweep, and ask again.
 */
import fc from 'fast-check';
import {
  type EndOrder,
  expireHolds,
  type HoldOrder,
  hashRequest,
  platformId,
  readBalances,
} from '../../server/domains/ledger/index.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { until } from '../world/until.ts';
import { type Auditor, auditEnd, auditHold, auditSweep, balance } from './ledger-auditor.ts';
import { hold, type LedgerStage, spend } from './ledger-stage.ts';

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
const held = fc.tuple(who, tokens, keys, fc.integer({ min: 0, max: 3 })).map(([person, many, key, kind]) => ({
  what: `hold ${many} of ${person} ${kind === 0 ? 'for a moment' : 'for long'} under ${key}`,
  made: (auditor: Auditor): HoldOrder => {
    const given = { key: `k${key}`, hash: hashRequest({ many }), lastsMs: kind === 0 ? 1 : 3_600_000 };
    return hold(of(auditor, person), many, given);
  },
}));
const ended = fc.tuple(which, fc.integer({ min: 0, max: 30 }), fc.nat({ max: 12 }), who).map(([at, many, key, to]) => ({
  what: many === 0 ? `void ${at} under ${key}` : `post ${many} of ${at} to ${to} under ${key}`,
  made: (auditor: Auditor): EndOrder => {
    const legs = [{ to: 'earnings', toOwner: of(auditor, to), amount: unitsOf(many) }];
    const named = { key: `${auditor.people[0]} e${key}`, hash: hashRequest({ at, many }) };
    return spend(any(auditor, at), 0, { ...named, moves: many === 0 ? 'void' : legs });
  },
}));
/** All of it, over two legs. */
const whole = which.map((at) =>
  ending((auditor) => {
    const amount = auditor.holds.find(({ id }) => id === any(auditor, at))?.amount ?? unitsOf(2);
    const leg = { to: 'platform:revenue', toOwner: platformId };
    const rest = amount - unitsOf(1);
    const moves = [{ ...leg, amount: unitsOf(1) }, ...(rest > 0n ? [{ ...leg, amount: rest }] : [])];
    return [spend(any(auditor, at), 0, { moves })];
  }, `post all of ${at}`),
);
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
  ...[whole, again, swept],
];
