/**
 * session.keep: nothing changes in the room. Whoever names a session answers for it (`door/owners.ts`), which is the point.
 */
import type { ControlResult } from '#protocol/media/control.ts';

/** Does nothing where the session has nothing here. */
export function keepSession(): Promise<ControlResult<'session.keep'>> {
  return Promise.resolve({});
}
