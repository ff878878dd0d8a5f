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
import type { Behind, Cast, Tipped, Told } from './messages.ts';

const paceMs = 10;
const queued = 1_000;
const log = pino({ level: 'silent' });
const strangers = { free: [] as number[], locked: [] as number[] };
const behind: Behind[] = [];
const failures: string[] = [];
const own = { early: 0, all: 0 };
const under = new Set<Promise<void>>();
let locked = false;
let stopped = false;
/** Rounds of the intake as they ended: when each began and ended, in milliseconds. */
const rounds: { readonly beganMs: number; readonly endedMs: number }[] = [];

type Intake = ReturnType<typeof gatherTips>;

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

async function posted(intake: Intake, cast: Cast, viewer: string): Promise<void> {
  const { outcome } = await intake.add(order(cast, viewer));
  if (outcome !== 'posted') failures.push(`a tip was ${outcome}`);
}

async function asStranger(intake: Intake, cast: Cast, at: number): Promise<void> {
  const startedMs = performance.now();
  await posted(intake, cast, cast.tippers[at % cast.tippers.length] ?? '');
  (locked ? strangers.locked : strangers.free).push(performance.now() - startedMs);
}

/** Whoever is locked is answered when they are free again and not before. */
async function asLocked(intake: Intake, cast: Cast): Promise<void> {
  await posted(intake, cast, cast.locked);
  if (locked) own.early += 1;
  own.all += 1;
}

async function behindThousand(intake: Intake, cast: Cast): Promise<void> {
  const startedMs = performance.now();
  const thousand = Array.from({ length: queued }, () => posted(intake, cast, cast.hog));
  const otherMs = performance.now();
  const before = rounds.length;
  await posted(intake, cast, cast.other);
  const ms = performance.now() - otherMs;
  const since = rounds.slice(before);
  // Its answer comes at once after its round; what ran beside it did not delay it.
  const beganMs = since.at(-1)?.beganMs ?? Number.NaN;
  const found = { rounds: since.filter(({ endedMs }) => endedMs <= beganMs).length, ms };
  await Promise.all(thousand);
  behind.push({ ...found, thousandMs: performance.now() - startedMs });
}

async function run(cast: Cast): Promise<void> {
  const database = openDatabase({ url: cast.databaseUrl, log });
  const news = createOutbox({ database, events: tipEvents, clock: systemClock, log });
  news.react({ 'tip.accepted': {}, 'tip.judged': {}, 'tip.board-changed': {} });
  const noteRound = (_tips: number, tookMs: number): void => {
    rounds.push({ beganMs: performance.now() - tookMs, endedMs: performance.now() });
  };
  const intake = gatherTips({ database, news, clock: systemClock, noteRound });
  process.on('message', (told: Told) => {
    if ('locked' in told) locked = told.locked;
    if ('locked' in told && told.locked) follow(asLocked(intake, cast));
    // The lock is given up when this is heard.
    if ('locked' in told && !told.locked) process.send?.('heard');
    if ('queue' in told) follow(behindThousand(intake, cast));
    if ('stop' in told) stopped = true;
  });
  process.send?.('ready');
  for (let at = 0; !stopped; at += 1) {
    follow(asStranger(intake, cast, at));
    await sleep(paceMs);
  }
  await Promise.all(under);
  await intake.close();
  await news.close();
  await database.close();
  const told: Tipped = { strangers, behind, ownEarly: own.early, own: own.all, failures };
  process.send?.(told, () => process.disconnect());
}

process.once('message', (told: { readonly cast: Cast }) => void run(told.cast));
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
