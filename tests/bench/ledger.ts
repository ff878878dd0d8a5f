/**
 * `npm run bench -- ledger [--seconds S]`: how many transfers a second `ledger.post` commits, with every guard on and as
 * durable as the product is: between many and many, and from many to one; one a call and gathered. Beside it a bare function
 * that updates two rows, in the same server and run, turn about.
 */
import { parseArgs } from 'node:util';
import { openStack, type WorldStack } from '../world/stack.ts';
import { printFigure } from './figures.ts';
import { type Books, openBooks, requireBalanced, requireDurable, sizesOf } from './ledger/books.ts';
import { type Cell, connect, measure } from './ledger/measure.ts';
import { bytesFigure, describe, figuresOf, type Measured } from './ledger/report.ts';
import { bareSide, ledgerSide } from './ledger/side.ts';
import { describeMachine } from './machine.ts';

const people = 10_000;
const rounds = 2;
const warmUpMs = 100;
/** One transfer a call, at these many connections. */
const single = [1, 8, 20, 64] as const;
/** So many in a call, at these many connections: gathering needs few. */
const gathered = [16, 64].flatMap((perCall) => [2, 8, 64].map((connections) => ({ perCall, connections })));
const mostSeconds = 5;

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '1.2' } } });
const seconds = Number(values.seconds);
if (!(seconds > 0 && seconds <= mostSeconds)) throw new Error(`--seconds is above 0 and at most ${mostSeconds}`);

/** Sides alternate, so that what else the machine does falls on both. */
function cells(): Cell[] {
  const sizes = [...single.map((connections) => ({ perCall: 1, connections })), ...gathered];
  return (['spread', 'hot'] as const).flatMap((shape) =>
    sizes.flatMap((size) => [ledgerSide, bareSide].map((side) => ({ shape, side, ...size }))),
  );
}

async function run(stack: WorldStack): Promise<void> {
  await requireDurable(stack);
  const books = await openBooks(stack, people);
  const before = await sizesOf(stack);
  const clients = await connect(stack.databaseUrl, Math.max(...single));
  try {
    const table = await measureAll(books, clients);
    for (const line of table.map(describe)) say(line);
    for (const figure of figuresOf(table)) printFigure(figure);
    const transfers = { ledger: posted(table, 'ledger'), bare: posted(table, 'bare') };
    printFigure(bytesFigure(before, await sizesOf(stack), transfers));
    await requireBalanced(stack, transfers);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function measureAll(books: Books, clients: Awaited<ReturnType<typeof connect>>): Promise<Measured[]> {
  const table = cells().map((cell): Measured => ({ cell, warmUp: [], outcomes: [] }));
  const turn = async (ms: number, where: 'warmUp' | 'outcomes'): Promise<void> => {
    for (const row of table) row[where].push(await measure(row.cell, { books, clients, ms }));
  };
  // The first calls find cold caches and statements that are not prepared.
  await turn(warmUpMs, 'warmUp');
  for (let round = 0; round < rounds; round += 1) await turn(seconds * 1_000, 'outcomes');
  return table;
}

function posted(table: readonly Measured[], side: string): number {
  const ofSide = table.filter(({ cell }) => cell.side.name === side);
  return ofSide
    .flatMap(({ warmUp, outcomes }) => [...warmUp, ...outcomes])
    .reduce((sum, one) => sum + one.transfers, 0);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

say(describeMachine('none'));
const stack = await openStack({ only: ['postgres', 'migrate'] });
// What runs then fails for want of a database, and that ends the process.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stack.close());

try {
  await run(stack);
} finally {
  await stack.close();
}
