/**
 * What an event is, as types. A domain declares its events in `events.ts` as a table of schemas by name; everything else
 * about them is derived from that table, so that a misspelt name or body does not compile.
 */
import type { z } from 'zod';
import type { Writer } from '../database/index.ts';

/** Event name (`stream.started`) → schema of its body. Bodies hold ids and plain facts, never secrets. */
export type EventSchemas = Readonly<Record<string, z.ZodType<Record<string, unknown>>>>;
export type NameIn<S extends EventSchemas> = keyof S & string;

/** One event to be recorded. Order is promised among events of the same `key`, usually the id of what it is about. */
export type EventIn<S extends EventSchemas> = {
  [N in NameIn<S>]: { readonly name: N; readonly key: string; readonly body: z.infer<S[N]> };
}[NameIn<S>];

/** What a domain is handed to send its news up. */
export interface News<S extends EventSchemas> {
  /** Writes the event in the caller's transaction: it is delivered if and only if that commits. */
  readonly record: (tx: Writer, event: EventIn<S>) => Promise<void>;
  /** The names of an event's reactions, for a function of the database that records the event itself. */
  readonly reactionsOf: (name: NameIn<S>) => string[];
  /** After the commit: starts delivering what is due for `key`, in the background. Forgetting it costs a second, not the event. */
  readonly deliverSoon: (key: string) => void;
}

/** What is known of a delivery beside the body. */
export interface Occasion {
  /** The same at every repeated delivery: what idempotency may rest on. */
  readonly eventId: bigint;
  readonly key: string;
  readonly happenedAt: Date;
}

/**
 * One reaction to one event. It runs **at least once** (again after a crash or a failure), in order within a key, and must
 * come to the same end when repeated; its docstring says why it does.
 */
export type Reaction<Body> = (body: Body, occasion: Occasion) => Promise<void>;

/**
 * A reaction that takes several events of one name and one key at once, in their order. Where it fails, the same events are given to
 * it one by one; so what it did for some of them it does again.
 */
export interface ReactionToMany<Body> {
  readonly many: (events: readonly Told<Body>[]) => Promise<void>;
}

/** An event as a reaction is told of it. */
export interface Told<Body> {
  readonly body: Body;
  readonly occasion: Occasion;
}

/** For every event its reactions by name. Names are stored in the database: renaming one orphans what is under way. */
export type Reactions<S extends EventSchemas> = {
  readonly [N in NameIn<S>]: Readonly<Record<string, Reaction<z.infer<S[N]>> | ReactionToMany<z.infer<S[N]>>>>;
};
