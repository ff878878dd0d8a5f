/** Pages of OBS show whether their performer is live: every process hears that one of them begins or ends. */
import { pino } from 'pino';
import type { Test } from 'tap';
import { type Hearing, hearEverywhere } from '../../server/platform/everywhere/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

/** Before any other show of Nova's, whose words would be heard as well. */
export async function overlayLife(t: Test, world: World): Promise<void> {
  const words = await hearOverlays(t, world.stack.redisUrl);
  const { id, performer } = await world.announce();
  const { nova } = world.cast;
  const saw = (times: number): boolean => words.filter((word) => word === performer.id).length === times;
  await nova.do('startStream', { params: { id }, body: {} });
  await until('word of the start', () => saw(1));
  await nova.do('endStream', { params: { id }, body: {} });
  t.ok(await until('word of the end', () => saw(2)), 'one word each');
}

/** Ids of performers, as words about their overlays come. */
async function hearOverlays(t: Test, redisUrl: string): Promise<string[]> {
  const log = pino({ level: 'silent' });
  const subscriber = openRedis(redisUrl, { name: 'test-hears', log, commandTimeoutMs: 0 });
  t.teardown(() => subscriber.close());
  const words: string[] = [];
  const deaf = (): void => undefined;
  const hearing: Hearing = {
    ...{ 'rights-changed': deaf, 'channel-rights': deaf, 'put-out': deaf, 'sign-in-ended': deaf },
    ...{ 'session-taken': deaf, 'call-seat-taken': deaf },
    'overlay-changed': ({ performerId }) => void words.push(performerId),
  };
  await new Promise<void>((resolve) => hearEverywhere(subscriber, hearing, resolve, log));
  return words;
}
