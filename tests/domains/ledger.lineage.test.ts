/** What a purchase paid for: first in, first out, to the unit, whatever was set aside and came back. */
import fc from 'fast-check';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { traceFunds } from '../../server/domains/ledger/index.ts';
import { hold, issue, openLedgerStage, spend, tip } from './ledger-stage.ts';

const stage = await openLedgerStage(t);
const { database, post, place, resolve, people } = stage;
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const [performer = ''] = await people(1);

/** @returns its transfer */
async function buy(person: string, tokens: number, how: 'paid' | 'promo' = 'paid'): Promise<string> {
  const order = issue(person, tokens, how);
  await post(order);
  return order.id;
}
async function give(person: string, tokens: number): Promise<string> {
  const order = tip(person, performer, tokens);
  const [answer] = await post(order);
  if (answer?.outcome !== 'posted') throw new Error(`a tip was ${answer?.outcome}`);
  return order.id;
}
/** All pages: transfer → whole tokens, and what is unspent. */
async function traced(purchase: string): Promise<{ parts: (readonly [string, number])[]; unspent: number }> {
  const parts: (readonly [string, number])[] = [];
  let next: bigint | null = null;
  let unspent = 0;
  do {
    const page: Awaited<ReturnType<typeof traceFunds>> = await traceFunds(database.read, purchase, next);
    if (page === null) throw new Error('it is no purchase');
    parts.push(...page.parts.map(({ transferId, amount }) => [transferId, Number(amount) / 10_000] as const));
    unspent = Number(page.unspent) / 10_000;
    next = page.next;
  } while (next !== null);
  return { parts, unspent };
}

t.test('What came first is spent first, a tip may be paid by two purchases', async (t) => {
  const [vera = ''] = await people(1);
  const first = await buy(vera, 100);
  const second = await buy(vera, 50);
  const [one, two, three] = [await give(vera, 30), await give(vera, 80), await give(vera, 20)];
  t.same(await traced(first), {
    parts: [
      [one, 30],
      [two, 70],
    ],
    unspent: 0,
  });
  t.same(await traced(second), {
    parts: [
      [two, 10],
      [three, 20],
    ],
    unspent: 20,
  });
});

t.test('Given tokens are a line of their own and pay first', async (t) => {
  const [vera = ''] = await people(1);
  const bought = await buy(vera, 100);
  const present = await buy(vera, 40, 'promo');
  const [one, two] = [await give(vera, 50), await give(vera, 5)];
  t.same(await traced(bought), {
    parts: [
      [one, 10],
      [two, 5],
    ],
    unspent: 85,
  });
  t.equal(await traceFunds(database.read, present), null, 'a present is no purchase');
});

t.test('What was set aside and returned stands where it stood', async (t) => {
  const [vera = ''] = await people(1);
  const first = await buy(vera, 100);
  const held = hold(vera, 60);
  await place(held);
  t.same(await traced(first), { parts: [[held.id, 60]], unspent: 40 }, 'while it is open it is taken');
  const given = await give(vera, 30);
  const second = await buy(vera, 50);
  const end = spend(held.id, 10);
  await resolve(end);
  t.same(
    await traced(first),
    {
      parts: [
        [held.id, 10],
        [given, 30],
      ],
      unspent: 60,
    },
    'fifty came back to it',
  );
  t.same(await traced(second), { parts: [], unspent: 50 }, 'and not to what was bought meanwhile');
  const [part] = (await traceFunds(database.read, first))?.parts ?? [];
  t.match(part, { kind: 'hold', endedBy: end.id });
  t.equal(await traceFunds(database.read, end.id), null, 'what returns is no purchase');
});

t.test('What is no purchase', async (t) => {
  const [vera = ''] = await people(1);
  await buy(vera, 10);
  t.equal(await traceFunds(database.read, newId()), null, 'a transfer that is not there');
  t.equal(await traceFunds(database.read, await give(vera, 1)), null, 'a tip');
});

t.test('A purchase that paid for hundreds is read in pages', async (t) => {
  const [vera = ''] = await people(1);
  const purchase = await buy(vera, 450);
  const tips = Array.from({ length: 445 }, () => tip(vera, performer, 1));
  await post(...tips);
  const { parts, unspent } = await traced(purchase);
  t.same(
    parts,
    tips.map(({ id }) => [id, 1]),
    'each once, in their order',
  );
  t.equal(unspent, 5);
});

type Step = readonly [what: 'buy' | 'give' | 'hold' | 'end', tokens: number];
const steps = fc.array(
  fc.tuple(fc.constantFrom<Step[0]>('buy', 'give', 'hold', 'end'), fc.integer({ min: 1, max: 30 })),
  { maxLength: 25 },
);

/** Plays it and keeps, with pencil and paper, what came in and what went out for good. */
async function play(story: readonly Step[]) {
  const [person = ''] = await people(1);
  const bought: { id: string; tokens: number }[] = [];
  const went: { id: string; tokens: number }[] = [];
  const open: { id: string; tokens: number }[] = [];
  let left = 0;
  for (const [what, tokens] of story) {
    const can = Math.min(tokens, left);
    if (what === 'buy') {
      bought.push({ id: await buy(person, tokens), tokens });
      left += tokens;
    } else if (what === 'end') {
      const held = open.shift();
      if (held === undefined) continue;
      const spent = Math.min(tokens, held.tokens);
      await resolve(spend(held.id, spent));
      left += held.tokens - spent;
      held.tokens = spent;
    } else if (can > 0) {
      const one = { id: what === 'give' ? await give(person, can) : newId(), tokens: can };
      if (what === 'hold') {
        await place(hold(person, can, { id: one.id }));
        open.push(one);
      }
      went.push(one);
      left -= can;
    }
  }
  return { bought, went };
}

/** First in, first out, a token at a time. */
function byHand({ bought, went }: Awaited<ReturnType<typeof play>>) {
  const line = bought.flatMap(({ id, tokens }) => Array.from({ length: tokens }, () => id));
  const parts = new Map(bought.map(({ id }) => [id, new Map<string, number>()]));
  for (const { id, tokens } of went) {
    for (const from of line.splice(0, tokens)) parts.get(from)?.set(id, (parts.get(from)?.get(id) ?? 0) + 1);
  }
  return bought.map(({ id }) => ({
    parts: [...(parts.get(id) ?? [])],
    unspent: line.filter((one) => one === id).length,
  }));
}

t.test('Whatever is bought, given, set aside and returned, in any order', { timeout: 240_000 }, async (t) => {
  t.comment(`SEED=${seed}`);
  const story = fc.asyncProperty(steps, async (given) => {
    const played = await play(given);
    const found = await Promise.all(played.bought.map(({ id }) => traced(id)));
    const expected = byHand(played);
    if (JSON.stringify(found) !== JSON.stringify(expected)) {
      throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`);
    }
  });
  await fc.assert(story, { seed, numRuns: 40 });
  t.pass('each token went where a person with a pencil says');
});
