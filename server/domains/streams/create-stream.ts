/**
 * Announces a stream. It is READY: it can be read and linked to, and nothing is sent yet.
 */
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Database } from '#platform/database/index.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { requireClean } from '../wording/index.ts';
import { requirePerforming } from './access.ts';
import { noTimeToBegin } from './errors.ts';
import { findGuest } from './find-guest.ts';
import { requireFewAnnounced } from './require-few-announced.ts';
import { mayBegin } from './rules/schedule.ts';
import { insertStream, type StreamRow } from './store.ts';

export interface CreateStreamDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/**
 * @param announced as the protocol parsed it: a private stream has a price, a two-way room a guest, a public one neither
 * @throws CONTENT_BLOCKED for title or a tag; VALIDATION_FAILED where it is to begin in the past or after a year; FORBIDDEN
 * where they are no performer any more; NOT_FOUND where nobody has the guest's name; CONFLICT where the guest is they
 * themselves, or they have announced as many as one may
 */
export async function createStream(
  { database, clock }: CreateStreamDeps,
  performerId: string,
  announced: BodyOf<typeof routes.createStream>,
): Promise<StreamRow> {
  const now = clock.now();
  for (const text of [announced.title, ...(announced.tags ?? [])]) requireClean(text);
  const scheduledFor = announced.scheduledFor === undefined ? null : new Date(announced.scheduledFor);
  if (scheduledFor !== null && !mayBegin(scheduledFor.getTime(), now)) throw noTimeToBegin();
  const stream: StreamRow = {
    id: newId(now),
    performerId,
    title: announced.title,
    sessionType: announced.sessionType,
    priceTokens: announced.priceTokens ?? null,
    adult: announced.adult ?? false,
    tags: [...new Set(announced.tags)],
    state: 'READY',
    createdAt: new Date(now),
    liveSince: null,
    endedAt: null,
    scheduledFor,
    splitName: announced.split ?? null,
    testingSince: null,
    guestId: await findGuest(database.read, announced.guest, performerId),
  };
  await database.transact(async (tx) => {
    await requirePerforming(tx, performerId);
    await requireFewAnnounced(tx, stream, now);
    await insertStream(tx, stream);
  });
  return stream;
}
