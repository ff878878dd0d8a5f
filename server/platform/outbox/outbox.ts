/**
 * The outbox: news is written in the transaction that makes it true and delivered at least once afterwards, in order
 * within a key. The process that accepted the request delivers at once; the job worker sweeps what was left lying.
 */
import { assert, present } from '#kernel/assert.ts';
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '../database/index.ts';
import type { Log } from '../telemetry/log.ts';
import { deliverKey, type React } from './deliver-key.ts';
import { type Backlog, type DueDelivery, findDueKeys, insertEvent, readBacklog } from './delivery-rows.ts';
import type { EventSchemas, NameIn, News, Reaction, Reactions, ReactionToMany, Told } from './event.ts';
import { forgetDelivered } from './forget-delivered.ts';
import { createKeyQueue } from './key-queue.ts';

export interface OutboxOptions<S extends EventSchemas> {
  readonly database: Database;
  /** The events of all domains by name. */
  readonly events: S;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Outbox<S extends EventSchemas> extends News<S> {
  /** Wires the reactions, once and before the first event; apart from the making, because reactions need domains and domains need news. */
  react(reactions: Reactions<S>): void;
  /** Delivers everything that is due. For the job worker, every second or so. @returns how many deliveries succeeded. */
  sweep(): Promise<number>;
  /**
   * Deletes events older than `olderThanMs` that were delivered everywhere, 300,000 at most; what was given up stays. For the job worker,
   * every ten minutes or so. @returns how many.
   */
  forget(olderThanMs: number): Promise<number>;
  backlog(): Promise<Backlog>;
  /** Takes nothing new and waits for deliveries under way; may be called again. */
  close(): Promise<void>;
}

const keysAtOnce = 3;
const keysOfOneSweep = 500;
const forgottenAtOnce = 5_000;
const roundsOfForgetting = 60;

/** Makes the outbox over the events of all domains. */
export function createOutbox<S extends EventSchemas>({ database, events, clock, log }: OutboxOptions<S>): Outbox<S> {
  let wired: Reactions<S> | undefined;
  const reactionsTo = (name: NameIn<S>): Readonly<Record<string, Reaction<never> | ReactionToMany<never>>> =>
    present(present(wired, 'the wiring of reactions')[name], 'the reactions to an event');
  /** Undefined where this version has none: what is stored may be of another. */
  const reactionTo = ({ name, reaction }: DueDelivery) =>
    wired?.[name as NameIn<S>]?.[reaction] as Reaction<unknown> | ReactionToMany<unknown> | undefined;
  const parse = (name: string, body: unknown): Record<string, unknown> => {
    const schema: EventSchemas[string] | undefined = events[name];
    return present(schema, 'the schema of an event').parse(body);
  };
  const react: React = async (key, dues) => {
    const reaction = reactionTo(present(dues[0], 'a delivery'));
    if (reaction === undefined) throw new Error('no such reaction in this version');
    const events = dues.map(({ name, body, eventId, happenedAt }) => {
      return { body: parse(name, body), occasion: { eventId, key, happenedAt } };
    });
    await (typeof reaction === 'object' ? reaction.many(events) : reactToEach(reaction, events));
  };
  const takesMany = (due: DueDelivery): boolean => typeof reactionTo(due) === 'object';
  const queue = createKeyQueue((key) => deliverKey({ database, clock, log, react, takesMany }, key), keysAtOnce);
  return {
    react: (given) => {
      assert(wired === undefined, 'reactions are wired once');
      wired = given;
    },
    record: async (tx, { key, name, body }) => {
      const names = Object.keys(reactionsTo(name));
      const at = new Date(clock.now());
      await insertEvent(tx, { key, name, body: parse(name, body), reactions: names, at });
    },
    reactionsOf: (name) => Object.keys(reactionsTo(name)),
    deliverSoon: (key) => {
      queue.deliver(key).catch((err: unknown) => log.warn({ err, key }, 'outbox delivery is left to the sweep'));
    },
    sweep: async () => {
      const keys = await findDueKeys(database.read, new Date(clock.now()), keysOfOneSweep);
      const outcomes = await Promise.allSettled(keys.map((key) => queue.deliver(key)));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return outcomes.reduce((sum, outcome) => sum + (outcome.status === 'fulfilled' ? outcome.value : 0), 0);
    },
    forget: (olderThanMs) => {
      const before = new Date(clock.now() - olderThanMs);
      return forgetDelivered(database, { before, atOnce: forgottenAtOnce, rounds: roundsOfForgetting });
    },
    backlog: () => readBacklog(database.read),
    close: () => queue.close(),
  };
}

async function reactToEach(reaction: Reaction<unknown>, events: readonly Told<unknown>[]): Promise<void> {
  for (const { body, occasion } of events) await reaction(body, occasion);
}
