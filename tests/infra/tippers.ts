/**
 * Viewers who tip without a pause and do not let go: what was not answered, they ask again with the same key.
 */
import { sleep } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { ApiClient, HttpAnswer } from '../world/api.ts';
import { until } from '../world/until.ts';

export interface Tipped {
  readonly who: ApiClient;
  readonly key: string;
  readonly body: { readonly amount: number; readonly streamId?: string; readonly creatorId?: string };
  readonly answer: HttpAnswer;
  /** How often it was asked until it was answered. */
  readonly asked: number;
}

export interface Tippers {
  /** What was acknowledged so far. */
  readonly accepted: readonly Tipped[];
  /** What was refused for good, under keys that were not used again. */
  readonly refused: readonly Tipped[];
  /** Each finishes what it began. */
  stop(): Promise<void>;
  /** Each lets go of what it began: there is nobody left to answer. */
  abandon(): Promise<void>;
}

/** Between two tips of one person. */
const pauseMs = 15;
const patience = { withinMs: 60_000 } as const;

/** What says: later. An answer that is lost says nothing at all. */
const later = [429, 503];

/** A tip with a key, asked once. @throws where no answer came */
export function tip(who: ApiClient, key: string, body: Tipped['body']): Promise<HttpAnswer> {
  return who.json('POST', '/api/tips/send', body, { 'idempotency-key': key });
}

/** Each person tips these targets in turn, one to three tokens at a time, until told to stop. */
export function startTipping(
  people: readonly ApiClient[],
  targets: readonly Omit<Tipped['body'], 'amount'>[],
): Tippers {
  const accepted: Tipped[] = [];
  const refused: Tipped[] = [];
  let tipping = true;
  let abandoned = false;
  const goOn = async (who: ApiClient): Promise<void> => {
    for (let given = 0; tipping; given += 1) {
      const body = { ...targets[given % targets.length], amount: 1 + (given % 3) };
      const tipped = await insist(who, body, () => abandoned);
      if (tipped === undefined) return;
      (tipped.answer.status === 201 ? accepted : refused).push(tipped);
      await sleep(pauseMs);
    }
  };
  const all = Promise.all(people.map(goOn));
  // Whoever stops them hears of it.
  all.catch(() => undefined);
  return {
    accepted,
    refused,
    async stop() {
      tipping = false;
      await all;
    },
    async abandon() {
      tipping = false;
      abandoned = true;
      await all;
    },
  };
}

async function insist(who: ApiClient, body: Tipped['body'], isOver: () => boolean): Promise<Tipped | undefined> {
  const key = newId();
  let asked = 0;
  const answer = await until(
    'answer to a tip',
    async () => {
      if (isOver()) return 'none';
      asked += 1;
      const given = await tip(who, key, body);
      return !later.includes(given.status) && given;
    },
    patience,
  );
  return answer === 'none' ? undefined : { who, key, body, answer, asked };
}
