/**
 * A process of the bank that takes tips in as an API process does, by the fair intake: of strangers at a pace, of somebody whose
 * wallet is locked by a stranger, and of two of whom one has a thousand queued.
 */

import { pino } from 'pino';
import { sleep } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { gatherTips, tipEvents } from '../../../server/domains/tips/index.ts';
import { systemClock } from '../../../server/kernel/clock.ts';
import { openDatabase } from '../../../server/platform/database/index.ts';
import { createOutbox } from '../../../server/platform/outbox/index.ts';
import { type Batches, batchesBefore, watchBatches } from './batches.ts';
import type { Behind, Cast, Lock, Tipped, Told } from './messages.ts';
import { watchLocks } from './watch-locks.ts';

const paceMs = 10;
const queued = 1_000;
/** Longer than the parent holds it anyway. */
const mostLockedMs = 8_000;
const log = pino({ level: 'silent' });
/** Strangers come one after the other, each without waiting for the last: as one asker. */
const watched = watchLocks(1);
const behind: Behind[] = [];
const thousands: number[] = [];
const locks: Lock[] = [];
const failures: string[] = [];
const own = { early: 0, all: 0 };
const ownTips = new Set<string>();
const under = new Set<Promise<void>>();
/** Since when that wallet is locked: a place among the batches, and how many strangers had been answered in locks before. */
let locked: { readonly since: number; readonly answered: number } | undefined;
/** A thousand is under way, or somebody's tip behind it. */
let queueing = false;
let stopped = false;

interface Bank {
  readonly intake: ReturnType<typeof gatherTips>;
  readonly batches: Batches;
  readonly cast: Cast;
}

function order({ performers }: Cast, viewer: string) {
  const id = newId();
  const who = { viewer, viewerName: 'Somebody', viewerHandle: 'somebody', performer: performers[0] ?? '' };
  const words = { message: null, messageState: null, reasons: [], menuItem: null, session: null } as const;
  const split = { name: 'platform-fee', version: 1 };
  return { id, ...who, ...words, split, amount: 1, private: false, anonymous: false, key: id, hash: 'a'.repeat(64) };
}

function follow(work: Promise<void>): void {
  const followed = work
    .catch((error: unknown) => void failures.push(String(error)))
    .finally(() => void under.delete(followed));
  under.add(followed);
}

/** Whatever else comes of it than a tip is a failure. */
async function posted({ intake }: Bank, tip: ReturnType<typeof order>): Promise<void> {
  const found = await intake.add(tip).then(({ outcome }) => outcome, String);
  if (found !== 'posted') failures.push(`a tip was ${found}, ${Math.round(performance.now())} ms after the start`);
}

async function asStranger(bank: Bank, at: number): Promise<void> {
  const startedMs = performance.now();
  await posted(bank, order(bank.cast, bank.cast.tippers[at % bank.cast.tippers.length] ?? ''));
  watched.answered(0, startedMs);
}

/** Whoever is locked is answered when they are free again and not before. */
async function asLocked(bank: Bank): Promise<void> {
  const tip = order(bank.cast, bank.cast.locked);
  ownTips.add(tip.id);
  await posted(bank, tip);
  if (locked !== undefined) own.early += 1;
  own.all += 1;
}

/** Behind the thousand one of somebody else, and one after the other while there are any of them left. */
async function behindThousand(bank: Bank): Promise<void> {
  const startedMs = performance.now();
  let left = true;
  const all = Array.from({ length: queued }, () => posted(bank, order(bank.cast, bank.cast.hog)));
  const answered = Promise.all(all).then(() => {
    left = false;
    thousands.push(performance.now() - startedMs);
  });
  while (left) {
    const [tip, place, sinceMs] = [order(bank.cast, bank.cast.other), bank.batches.now(), performance.now()];
    await posted(bank, tip);
    behind.push({ batches: batchesBefore(bank.batches, tip.id, place), ms: performance.now() - sinceMs });
  }
  await answered;
}

/** Of two thousand at once the other's tips would wait for each other. */
async function queueThousand(bank: Bank): Promise<void> {
  if (queueing) return;
  queueing = true;
  await behindThousand(bank).finally(() => {
    queueing = false;
  });
}

function lock({ batches }: Bank): void {
  watched.note(true);
  locked = { since: batches.now(), answered: watched.strangers.locked.length };
}

function sinceLocked({ batches }: Bank, { since, answered }: NonNullable<typeof locked>): Lock {
  const passed = batches.all.filter(
    ({ began, ended, tips }) => began > since && Number.isFinite(ended) && [...tips].some((tip) => ownTips.has(tip)),
  );
  return { strangers: watched.strangers.locked.length - answered, passed: passed.length };
}

/** On a busy machine the lock lasts until it was seen whether somebody waits for it, but not for ever. */
async function unlock(bank: Bank): Promise<void> {
  if (locked === undefined) return;
  const untilMs = performance.now() + mostLockedMs;
  let found = sinceLocked(bank, locked);
  while ((found.strangers === 0 || found.passed === 0) && performance.now() < untilMs) {
    await sleep(paceMs);
    found = sinceLocked(bank, locked);
  }
  locks.push(found);
  locked = undefined;
  watched.note(false);
  // The lock is given up when this is heard.
  process.send?.('heard');
}

function obey(bank: Bank, told: Told): void {
  if ('locked' in told && told.locked) {
    lock(bank);
    follow(asLocked(bank));
  }
  if ('locked' in told && !told.locked) follow(unlock(bank));
  if ('queue' in told) follow(queueThousand(bank));
  if ('stop' in told) stopped = true;
}

async function run(cast: Cast): Promise<void> {
  const database = openDatabase({ url: cast.databaseUrl, log });
  const news = createOutbox({ database, events: tipEvents, clock: systemClock, log });
  news.react({ 'tip.accepted': {}, 'tip.judged': {}, 'tip.board-changed': {} });
  const batches = watchBatches(database);
  const intake = gatherTips({ database: batches.database, news, clock: systemClock, noteRound: () => undefined });
  const bank = { intake, batches, cast };
  const begun = Promise.withResolvers<void>();
  process.on('message', (told: Told) => ('begin' in told ? begun.resolve() : obey(bank, told)));
  await database.warm();
  // As an API process, which has asked for its policies before it serves.
  await database.read.$queryRaw`SELECT 1`;
  process.send?.('ready');
  await begun.promise;
  for (let at = 0; !stopped; at += 1) {
    follow(asStranger(bank, at));
    await sleep(paceMs);
  }
  await Promise.all(under);
  await intake.close();
  await news.close();
  await database.close();
  const owned = { ownEarly: own.early, own: own.all };
  const told = { strangers: watched.strangers, behind, thousands, locks, ...owned, failures } satisfies Tipped;
  process.send?.(told, () => process.disconnect());
}

process.once('message', (told: { readonly cast: Cast }) => void run(told.cast));
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
