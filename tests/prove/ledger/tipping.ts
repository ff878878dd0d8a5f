/**
 * Tips over HTTP: one, one that is asked three times at once, and what must be answered.
 */
import fc from 'fast-check';
import { hashRequest } from '../../../server/domains/ledger/index.ts';
import { audit } from '../../domains/ledger-auditor.ts';
import { same } from '../../domains/ledger-hold-commands.ts';
import { tip as orderOf } from '../../domains/ledger-stage.ts';
import type { HttpAnswer } from '../../world/api.ts';
import { type Books, compareAnswer, compareWallets } from './books.ts';
import { type Crash, carryOut, crashes } from './crash.ts';
import { anyDoors, type Doors, doorsText } from './doors.ts';
import type { Program } from './program.ts';
import { Step } from './step.ts';
import type { Place, World } from './world.ts';

/** A tip as a story has it: who, to whom, how many tokens, under which key; the numbers are places in lists. */
export interface WishedTip {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly key: number;
}

const outcomes: Readonly<Record<string, string>> = {
  INSUFFICIENT_FUNDS: 'insufficient',
  IDEMPOTENCY_CONFLICT: 'key_reused',
};
const later = [429, 503];

/**
 * Asks for it `times` times at once, of both API processes where more than once, of which either may be killed, and compares with what the
 * auditor expects.
 */
export async function giveTip(
  world: World,
  books: Books,
  { from, to, amount, key }: WishedTip,
  { crash = 'never' as Crash, times = 1, doors = { at: 0, again: 0, both: false } as Doors } = {},
): Promise<void> {
  const { auditor, cast, acknowledged } = books;
  const giver = cast.givers[from % cast.givers.length];
  const performer = cast.performers[to % cast.performers.length];
  if (giver === undefined || performer === undefined) throw new Error('Nobody is there');
  const name = `${giver.id}-${key}`;
  const request = { route: 'tips', key: name, hash: hashRequest({ performer, amount }) };
  const expected = audit(auditor, orderOf(giver.id, performer, amount, request));
  const ask = async (program: Program): Promise<readonly HttpAnswer[]> => {
    const at = world.servers[0] === program ? 0 : 1;
    const asked = turnsOf(world, at, times).map((place) => giver.tip(place, name, { creatorId: performer, amount }));
    const answers = unlessLater(await Promise.all(asked));
    world.shaken.delete(program);
    return answers;
  };
  const { answer, before } = await carryOut({ ...actOf(world, doors), ask }, crash);
  const found = answer.map(outcomeOf).sort();
  const first = expected === 'posted' ? ['posted', ...found.slice(1).map(() => 'replayed')] : found.map(() => expected);
  compareAnswer({ answer: found, before }, first, `tip ${name}`);
  for (const one of answer.filter(({ status }) => status === 201)) {
    const known = acknowledged.get(name) ?? { id: idOf(one), performer, amount };
    same(idOf(one), known.id, 'the tip of a key');
    acknowledged.set(name, known);
  }
  await compareWallets(world, books);
}

function actOf({ servers, shaken }: World, { at, again, both }: Doors) {
  const [program, next] = [servers[at], servers[again]];
  const dying = both ? servers : [program];
  return { program, next, dying, isNextShaken: shaken.has(next), statement: 'tip_accept' };
}

/** In turn at both that are up, from this one on. */
function turnsOf({ servers }: World, from: Place, times: number): Place[] {
  const other = from === 0 ? 1 : 0;
  const up = servers[other].isUp ? other : from;
  return Array.from({ length: times }, (_, n) => (n % 2 === 0 ? from : up));
}

function unlessLater(answers: readonly HttpAnswer[]): readonly HttpAnswer[] {
  const waits = answers.find(({ status }) => later.includes(status));
  if (waits !== undefined) throw new Error(`Later: ${waits.text}`);
  return answers;
}

function outcomeOf({ status, headers, body, text }: HttpAnswer): string {
  if (status === 201) return headers['idempotency-replayed'] === 'true' ? 'replayed' : 'posted';
  return outcomes[String((body as { error?: unknown } | undefined)?.error)] ?? `${status} ${text}`;
}

function idOf({ body }: HttpAnswer): string {
  return (body as { tip: { id: string } }).tip.id;
}

/** Keys are few, so that they are used again: by the same request, and by others. */
export const wishedTips: fc.Arbitrary<WishedTip> = fc.record({
  from: fc.nat({ max: 2 }),
  to: fc.nat({ max: 1 }),
  amount: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 12 }) }, fc.constant(500_000)),
  key: fc.nat({ max: 5 }),
});

const wordsOf = ({ from, to, amount, key }: WishedTip): string => `tip ${amount} of ${from} to ${to} under ${key}`;

const one = fc.tuple(wishedTips, crashes, anyDoors).map(
  ([wish, crash, doors]) =>
    new Step(`${wordsOf(wish)}${doorsText(crash, doors)}`, async (books, world) => {
      books.done.push((anew, others) => giveTip(world, books, wish, { crash: anew, doors: others }));
      await giveTip(world, books, wish, { crash, doors });
    }),
);

/** The same three times at once; who is killed is killed at any moment. */
const atOnce = fc
  .tuple(wishedTips, fc.option(fc.integer({ min: 0, max: 40 })), anyDoors)
  .map(([wish, afterMs, doors]) => {
    const crash = afterMs === null ? 'never' : { afterMs };
    return new Step(`${wordsOf(wish)}, three times at once in both, first${doorsText(crash, doors)}`, (books, world) =>
      giveTip(world, books, wish, { crash, doors, times: 3 }),
    );
  });

/** For `fc.commands`. */
export const tipCommands = [one, one, atOnce];
