/**
 * session.keep: nothing changes in the room. Whoever names a session answers for it (`door/owners.ts`), which is the point; it hears
 * what the session has.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import type { Stage } from './stage.ts';

/** Also where the session has nothing here. */
export async function keepSession(
  { rooms }: Pick<Stage, 'rooms'>,
  { session }: ControlParams<'session.keep'>,
): Promise<ControlResult<'session.keep'>> {
  const transports = rooms.membersOf(session).flatMap(({ transports: own, away }) => {
    const here = [...own.values()].map(({ transport }) => transport.id);
    return away?.transport === undefined ? here : [...here, away.transport];
  });
  return { transports };
}
