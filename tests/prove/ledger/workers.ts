/**
 * Two job workers, of which one may be away: what waits to be divided is divided by whoever is left.
 */
import { until } from '../../world/until.ts';
import { killAll, startAll } from './crash.ts';
import type { Program } from './program.ts';
import type { World } from './world.ts';

const patience = { withinMs: 60_000 };

/**
 * Kills them, does `meanwhile`, and starts them again when the other, where there is one, has divided all that waited.
 * @throws where it does not
 */
export async function killWorkers(
  world: World,
  dying: readonly Program[],
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<void> {
  await killAll(dying);
  const left = world.jobs.filter((one) => !dying.includes(one));
  // With a clock that is wrong it works too, and late.
  for (const one of left) one.moveClock(0);
  await meanwhile();
  if (left.length > 0) await untilDivided(world, left);
  await startAll(dying);
}

async function untilDivided({ postgres }: World, left: readonly Program[]): Promise<void> {
  const none = async () => (await postgres.query('SELECT FROM settlement_queue LIMIT 1')).length === 0;
  await until(`end of what waits to be divided by ${left.map(({ name }) => name).join()} alone`, none, patience);
}
