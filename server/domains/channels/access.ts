/**
 * Who moderates a channel, and who is shut out of it: asked of Postgres each time, so that it is true at once everywhere.
 */
import type { Reader, Writer } from '#platform/database/index.ts';
import type { Identity } from '#platform/http/handler.ts';
import { banned, moderatorsOnly } from './errors.ts';
import type { Acting } from './parts.ts';
import { type Capacity, capacityOf, isStaff } from './rules/capacity.ts';
import { findModerator, findPerson, findSanction } from './store.ts';

/** As what a person moderates this channel; null: not at all. */
export async function readCapacity(
  read: Reader,
  performerId: string,
  identity: Pick<Identity, 'userId' | 'roles'> | null,
): Promise<Capacity | null> {
  if (identity === null) return null;
  const without = capacityOf(performerId, identity, false);
  if (without !== null) return without;
  const since = await findModerator(read, performerId, identity.userId);
  return capacityOf(performerId, identity, since !== undefined);
}

/** Whether a person moderates this channel: its performer, those it appointed, and staff. */
export async function moderatesChannel(read: Reader, performerId: string, identity: Identity | null): Promise<boolean> {
  return (await readCapacity(read, performerId, identity)) !== null;
}

/** Who moderates, as what. @throws Refusal FORBIDDEN */
export async function requireModerator(read: Reader, performerId: string, identity: Identity): Promise<Acting> {
  const capacity = await readCapacity(read, performerId, identity);
  if (capacity === null) throw moderatorsOnly();
  return { performerId, userId: identity.userId, capacity };
}

/**
 * Asked again by whoever holds the channel's lock: who was dismissed, lost their role or was suspended a moment ago does
 * nothing any more.
 * @throws Refusal FORBIDDEN where they do not moderate in this capacity now
 */
export async function requireStill(tx: Writer, { performerId, userId, capacity }: Acting): Promise<void> {
  const person = await findPerson(tx, { id: userId });
  if (person === null) throw moderatorsOnly();
  const appointed = capacity === 'appointed' && (await findModerator(tx, performerId, userId)) !== undefined;
  // That a role counts was established by the sign-in; that it is still theirs, here.
  const roles = capacity === 'staff' ? person.roles : [];
  if (capacityOf(performerId, { userId, roles }, appointed) !== capacity) throw moderatorsOnly();
}

/** A gate of every room of a performer; anonymous people and staff pass. @throws Refusal BANNED */
export async function requireNotBanned(read: Reader, performerId: string, identity: Identity | null): Promise<void> {
  if (identity === null || isStaff(identity.roles)) return;
  const sanction = await findSanction(read, performerId, identity.userId);
  if (sanction?.kind === 'ban') throw banned(sanction.reason);
}
