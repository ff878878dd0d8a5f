/** The outbox: a domain's news, written with what it tells of and delivered at least once, in order within a key. */
export type { Backlog } from './delivery-rows.ts';
export type { EventIn, EventSchemas, News, Occasion, Reaction, Reactions, ReactionToMany, Told } from './event.ts';
export { createOutbox, type Outbox, type OutboxOptions } from './outbox.ts';
