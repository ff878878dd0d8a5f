/**
 * What a person hears wherever they are: handed to each of their sessions here, for as long as there is one.
 */
import type { Delivery, LiveEvents, PersonChannel } from '../live-events/index.ts';
import type { Session } from './session.ts';
import type { SessionRegistry } from './session-registry.ts';

/** Serialised once, sent as it is. Where numbering began anew the next note shows it. */
export function hearPerson(sessions: SessionRegistry, { person }: PersonChannel, delivery: Delivery): void {
  if (delivery.kind !== 'notes') return;
  for (const session of sessions.ofPerson(person)) session.sendFrame(delivery.frame);
}

/** Stops following a person with their last session of this process. */
export function unfollowPersons(sessions: SessionRegistry, live: LiveEvents): void {
  const left = ({ identity }: Session): void => {
    if (identity === null || sessions.ofPerson(identity.userId).length > 0) return;
    live.unfollow({ person: identity.userId });
  };
  sessions.onOver(left);
  sessions.onTaken(left);
}
