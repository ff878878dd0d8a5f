/**
 * Tells the guest of a two-way room that its performer is there.
 */
import type { Occasion } from '#platform/outbox/index.ts';
import { readStream } from '../streams/index.ts';
import { type NotifyDeps, notifyPerson } from './notify-person.ts';

/** Of one performer nobody is told more often, whatever they open: a bell that others ring at will is a weapon. Milliseconds. */
const onceInMs = 600_000;

/** For a reaction: one line an event; nothing where the show is for others. @throws NOT_FOUND */
export async function notifyGuest(
  deps: NotifyDeps,
  streamId: string,
  { happenedAt }: Pick<Occasion, 'happenedAt'>,
): Promise<void> {
  const { guest, performer, title } = await readStream(deps.database.read, streamId);
  if (guest === null) return;
  const stretch = Math.floor(happenedAt.getTime() / onceInMs);
  await notifyPerson(deps, {
    ...{ userId: guest.id, about: `guest:${performer.id}:${stretch}`, link: `/call/${streamId}` },
    title: `${performer.displayName} is waiting for you`,
    text: title,
  });
}
