/**
 * What is done at the till: buying, presents, refunds, holds, whatever becomes of them, and reversing it.
 */
import fc from 'fast-check';
import {
  type EndOrder,
  type HoldOrder,
  hashRequest,
  type Order,
  platformId,
} from '../../../server/domains/ledger/index.ts';
import { unitsOf } from '../../../server/kernel/money.ts';
import { audit, auditEnd, auditHold, auditSweep } from '../../domains/ledger-auditor.ts';
import { hold, issue, order, share, spend, toUs } from '../../domains/ledger-stage.ts';
import { until } from '../../world/until.ts';
import { type Books, compareAnswer, compareWallets } from './books.ts';
import { type Act, type Crash, carryOut, crashes, crashText } from './crash.ts';
import { anyDoors, doorsText } from './doors.ts';
import { Step } from './step.ts';
import { type Asked, askTill } from './till.ts';
import type { World } from './world.ts';

const statements = {
  post: 'ledger.post',
  place: 'ledger.place_holds',
  resolve: 'ledger.resolve_holds',
  expire: 'ledger.expire_holds',
};

function auditAll({ auditor }: Books, asked: Asked): string[] {
  if (asked.act === 'post') return asked.orders.map((one) => audit(auditor, one));
  if (asked.act === 'place') return asked.orders.map((one) => auditHold(auditor, one));
  return asked.act === 'resolve' ? asked.orders.map((one) => auditEnd(auditor, one)) : [];
}

/** Asks the till, which may be killed, and compares with what the auditor expects. */
export async function deal(world: World, books: Books, asked: Asked, crash: Crash): Promise<void> {
  const expected = auditAll(books, asked);
  const { till } = world;
  const carried = await carryOut(actOf(till, asked), crash);
  if (asked.act !== 'expire') compareAnswer(carried, expected, asked.act);
  if (asked.act === 'place') await letExpire(world, books, crash);
  await compareWallets(world, books);
}

/** There is one till: who asks again waits until it is up. */
function actOf(till: World['till'], asked: Asked): Act<readonly string[]> {
  const ask = (): Promise<readonly string[]> => askTill(till, asked);
  return { program: till, next: till, dying: [till], isNextShaken: true, statement: statements[asked.act], ask };
}

/** What lasts a millisecond is over by the database's clock and is given back, by the till or by the job worker. */
async function letExpire(world: World, books: Books, crash: Crash): Promise<void> {
  if (!books.auditor.holds.some(({ short, how }) => short && how === 'open')) return;
  const { till, postgres } = world;
  await carryOut(actOf(till, { act: 'expire' }), crash);
  auditSweep(books.auditor);
  const over = `SELECT FROM ledger.hold_open WHERE expires_at < clock_timestamp() + interval '1 minute'`;
  await until('end of what is over', async () => {
    await askTill(till, { act: 'expire' });
    return (await postgres.query(over)).length === 0;
  });
}

type Made = (books: Books) => Asked;

function dealing(what: string, make: Made, crash: Crash): Step {
  return new Step(`${what}${crashText(crash, 'till')}`, async (books, world) => {
    const asked = make(books);
    if (asked.act !== 'expire' && asked.orders.length === 0) return;
    books.done.push((anew) => deal(world, books, asked, anew));
    await deal(world, books, asked, crash);
  });
}

const who = fc.nat({ max: 2 });
const tokens = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 15 }) }, fc.constant(1_000_000));
const keys = fc.nat({ max: 5 });
const which = fc.nat({ max: 5 });
const of = ({ auditor: { people } }: Books, at: number): string => people[at % people.length] ?? '';

const bought = fc
  .tuple(who, tokens, fc.constantFrom('paid' as const, 'promo' as const), keys, crashes)
  .map(([person, many, how, key, crash]) =>
    dealing(
      `${how === 'paid' ? 'buy' : 'give'} ${many} for ${person} under ${key}`,
      (books) => {
        const to = of(books, person);
        const given = { owner: to, route: 'buy', key: `b${key}`, hash: hashRequest({ many, how }) };
        return { act: 'post', orders: [issue(to, many, how, given)] };
      },
      crash,
    ),
  );

/** What was bought goes back, where it is still there. */
const refunded = fc.tuple(who, tokens, keys, crashes).map(([person, many, key, crash]) =>
  dealing(
    `refund ${many} of ${person} under ${key}`,
    (books) => {
      const owner = of(books, person);
      const back = {
        from: 'wallet:paid',
        fromOwner: owner,
        to: 'issued:paid',
        toOwner: platformId,
        amount: unitsOf(many),
      };
      const given: Partial<Order> = {
        kind: 'refund',
        owner,
        route: 'refund',
        key: `r${key}`,
        hash: hashRequest({ many }),
      };
      return { act: 'post', orders: [order([back], given)] };
    },
    crash,
  ),
);

/** What was taken of a stake goes back the way it came. */
const reversed = fc.tuple(which, crashes).map(([at, crash]) =>
  dealing(
    `reverse ${at}`,
    ({ auditor: { ended, holds } }) => {
      const spent = ended.filter(({ moves }) => moves !== 'void' && moves.every(({ to }) => to !== 'unsettled'));
      const end = spent[at % Math.max(spent.length, 1)];
      const owner = holds.find(({ id }) => id === end?.hold)?.owner;
      if (end === undefined || end.moves === 'void' || owner === undefined) return { act: 'post', orders: [] };
      const moves = end.moves.map(({ to, toOwner, amount }) => {
        return { from: to, fromOwner: toOwner, to: 'wallet:paid', toOwner: owner, amount };
      });
      const given = { kind: 'reverse', route: 'reverse', key: end.id, hash: hashRequest({ end: end.id }) };
      return { act: 'post', orders: [order(moves, given)] };
    },
    crash,
  ),
);

const purposes = fc.constantFrom('ticket' as const, 'stake' as const);

const held = fc
  .tuple(who, tokens, keys, fc.boolean(), purposes, crashes)
  .map(([person, many, key, isShort, purpose, crash]) =>
    dealing(
      `hold ${many} of ${person} ${isShort ? 'for a moment' : 'for long'} as a ${purpose} under ${key}`,
      (books) => {
        const given: Partial<HoldOrder> = {
          purpose,
          key: `h${key}`,
          hash: hashRequest({ many, purpose }),
          lastsMs: isShort ? 1 : 3_600_000,
        };
        return { act: 'place', orders: [hold(of(books, person), many, given)] };
      },
      crash,
    ),
  );

const ended = fc.tuple(which, fc.integer({ min: 0, max: 15 }), which, who, crashes).map(([at, many, key, to, crash]) =>
  dealing(
    many === 0 ? `void ${at} under ${key}` : `post ${many} of ${at} to ${to} under ${key}`,
    (books) => {
      const { holds, people } = books.auditor;
      const found = holds[at % Math.max(holds.length, 1)];
      const performer = books.cast.performers[to % books.cast.performers.length] ?? '';
      const amount = unitsOf(many);
      const leg = found?.purpose === 'stake' ? toUs('platform:revenue', amount) : share(performer, amount);
      const named: Partial<EndOrder> = { key: `${people[0]} e${key}`, hash: hashRequest({ at, many, to }) };
      const moves = many === 0 ? 'void' : [leg];
      return { act: 'resolve', orders: [spend(found?.id ?? platformId, 0, { ...named, moves })] };
    },
    crash,
  ),
);

const again = fc
  .tuple(fc.nat(), crashes, anyDoors)
  .map(
    ([at, crash, doors]) =>
      new Step(`repeat ${at}${crashText(crash, 'who does it')}, a tip${doorsText(crash, doors)}`, async ({ done }) =>
        done[at % Math.max(done.length, 1)]?.(crash, doors),
      ),
  );

/** For `fc.commands`. */
export const dealCommands = [bought, held, held, ended, ended, refunded, reversed, again];
