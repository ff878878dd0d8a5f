/**
 * Appoints a moderator of one's channel: effective at once, also where they are in a room.
 */
import type { Writer } from '#platform/database/index.ts';
import { recordAudit } from '../audit/index.ts';
import { enoughModerators, nobody, notOneself, sanctionedHere } from './errors.ts';
import type { ChannelDeps } from './parts.ts';
import { muteFrom } from './rules/mute.ts';
import { findModerators, findPerson, findSanction, insertModerator, type KnownPerson, lockChannel } from './store.ts';

export interface Appointed {
  readonly person: KnownPerson;
  readonly since: Date;
}

const mostModerators = 50;

/**
 * Repeating it changes nothing and tells nobody twice.
 * @throws Refusal NOT_FOUND (nobody is called so, or they are suspended or erased); OWN_ACCOUNT; CONFLICT where they are
 * silenced or shut out here, or the channel has 50 moderators
 */
export async function appointModerator(
  deps: ChannelDeps,
  performerId: string,
  whom: { readonly id: string } | { readonly handle: string },
): Promise<Appointed> {
  const appointed = await deps.database.transact(async (tx) => {
    await lockChannel(tx, performerId);
    const person = await findPerson(tx, whom);
    if (person === null) throw nobody();
    if (person.id === performerId) throw notOneself();
    return appoint(deps, tx, performerId, person);
  });
  deps.news.deliverSoon(performerId);
  return appointed;
}

async function appoint(deps: ChannelDeps, tx: Writer, performerId: string, person: KnownPerson): Promise<Appointed> {
  const at = new Date(deps.clock.now());
  const moderators = await findModerators(tx, performerId);
  const there = moderators.find(({ userId }) => userId === person.id);
  if (there !== undefined) return { person, since: there.since };
  if (moderators.length >= mostModerators) throw enoughModerators(mostModerators);
  if (muteFrom(await findSanction(tx, performerId, person.id), at.getTime()) !== null) throw sanctionedHere();
  await insertModerator(tx, performerId, person.id, at);
  await deps.news.record(tx, {
    name: 'channel.rights-changed',
    key: performerId,
    body: { performerId, userId: person.id },
  });
  await recordAudit(tx, {
    ...{ actor: performerId, action: 'channel.appointed', subject: { kind: 'person', id: person.id }, at },
    facts: { capacity: 'performer', channel: performerId },
  });
  return { person, since: at };
}
