/**
 * Spends nothing for a while. There is no way back from it, for nobody: that is what it is for.
 */
import type { Database } from '#platform/database/index.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { extendCoolOff, extendExclusion } from './store-limits.ts';

export type Break = BodyOf<typeof routes.takeBreak>;

/** From now; a break that lasts longer already stays as it is. */
export async function takeBreak(database: Database, viewerId: string, given: Break): Promise<void> {
  await database.transact((tx) =>
    given.kind === 'cool_off' ? extendCoolOff(tx, viewerId, given.hours) : extendExclusion(tx, viewerId, given.days),
  );
}
