/**
 * Who somebody in a chat is: by the id that their lines carry, for a handle may have gone to somebody else since. What stands against them, and what they said, is for those who moderate.
 */
import type { Identity } from '#platform/http/handler.ts';
import type { Params, Result } from '#protocol/socket/requests.ts';
import { describePerson, moderatesChannel } from '../channels/index.ts';
import type { Seat } from '../rooms/index.ts';
import type { ChatDeps } from './parts.ts';
import { lineFrom } from './rules/line-rows.ts';
import { findShownOf } from './store.ts';

const newest = 20;

/** @throws Refusal NOT_FOUND where there is nobody, or they are gone */
export async function showCard(
  { database: { read }, clock }: ChatDeps,
  { room, performerId }: Seat,
  { identity, asked }: { readonly identity: Identity | null; readonly asked: Params<'chat.card'> },
): Promise<Result<'chat.card'>> {
  const [about, mayKnow] = await Promise.all([
    describePerson(read, performerId, 'person' in asked ? { id: asked.person } : asked, clock.now()),
    moderatesChannel(read, performerId, identity),
  ]);
  const { id, displayName } = about.person;
  const rows = mayKnow ? await findShownOf(read, room, id, newest) : [];
  return {
    person: { id, handle: about.person.handle, displayName },
    moderates: about.moderates,
    mute: mayKnow ? about.mute : null,
    lines: rows.map(lineFrom),
  };
}
