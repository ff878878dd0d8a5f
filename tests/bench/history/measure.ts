/**
 * Asks each question in turn, one at a time, and how long each took; then what only operators and jobs do, once.
 */
import { pino } from 'pino';
import { verifyLedger } from '../../../infra/audit/verify-ledger.ts';
import { reconcileBooks } from '../../../server/domains/ledger/index.ts';
import { tipChecks } from '../../../server/domains/tips/index.ts';
import { systemClock } from '../../../server/kernel/clock.ts';
import { openDatabase } from '../../../server/platform/database/index.ts';
import { questionsOf } from './questions.ts';
import { type HistorySide, timed } from './side.ts';

/** By metric, milliseconds of each request. */
export type Timings = ReadonlyMap<string, readonly number[]>;

const warmUps = 8;

/** @param rounds requests of each metric */
export async function measure(side: HistorySide, rounds: number): Promise<Timings> {
  const timings = new Map<string, number[]>();
  for (const { metric, questions } of await questionsOf(side, Date.now())) {
    const took: number[] = [];
    for (let round = -warmUps; round < rounds && questions.length > 0; round += 1) {
      const question = questions[(round + warmUps) % questions.length];
      if (question === undefined) throw new Error(`Nothing is asked for ${metric}`);
      const ms = await timed(question.who, question.route, question.given);
      if (round >= 0) took.push(ms);
    }
    timings.set(metric, took);
  }
  return timings;
}

/** Compares the books and verifies the seals. @returns how long each took @throws where one finds something */
export async function judge({ stack }: HistorySide): Promise<{ reconciledMs: number; verifiedMs: number }> {
  const database = openDatabase({ url: stack.databaseUrl, log: pino({ level: 'silent' }) });
  try {
    const news = { record: async () => undefined, reactionsOf: () => [], deliverSoon: () => undefined };
    const quiet = { log: { error: () => undefined } };
    const row = await reconcileBooks({ database, news, clock: systemClock, ...quiet }, tipChecks());
    const wrong = row?.checks.filter(({ holds }) => !holds) ?? ['nothing was compared'];
    if (wrong.length > 0) throw new Error(`The books do not agree: ${JSON.stringify(wrong)}`);
    const startedMs = performance.now();
    const { sound, said } = await verifyLedger(stack.databaseUrl, undefined, () => undefined);
    if (!sound) throw new Error(said);
    return { reconciledMs: row?.tookMs ?? 0, verifiedMs: performance.now() - startedMs };
  } finally {
    await database.close();
  }
}
