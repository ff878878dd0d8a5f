/**
 * Whether anybody who is not staff can tell a show with a silent moderator from one without: everything they can obtain is compared, word
 * for word. `npm run prove -- leak` does it twenty times each way and compares distributions of what the performer's connection notices.
 */
import { cleanup } from 'node-datachannel';
import t from 'tap';
import { meet } from '../http/people.ts';
import { openStack } from '../world/stack.ts';
import { play, type Told } from './scene.ts';

const runs = 2;
const turn = { TURN_URLS: 'turn:127.0.0.1:3478?transport=udp', TURN_SECRET: 'a-secret-for-these-tests-alone' };
const stack = await openStack({ env: turn });
t.teardown(async () => {
  await stack.close();
  cleanup();
});
const moderator = await meet(stack, 'moderator', { factor: true });

t.test('Nothing tells a show with a silent moderator from one without', async (t) => {
  const without: Told[] = [];
  const withOne: Told[] = [];
  for (let run = 0; run < runs; run += 1) {
    without.push(await play(stack, moderator, { silent: false, lastsMs: 6_000 }));
    withOne.push(await play(stack, moderator, { silent: true, lastsMs: 6_000 }));
  }
  const [model] = without;
  for (const source of Object.keys(model?.said ?? {})) {
    for (const told of without) t.equal(told.said[source], model?.said[source], `${source}: the comparison is steady`);
    for (const told of withOne) t.equal(told.said[source], model?.said[source], `${source}: nothing tells`);
  }
  const plis = (all: Told[]) => all.map(({ stats }) => stats.plis.join('/')).join(', ');
  t.comment(`requests for key frames: ${plis(without)} without, ${plis(withOne)} with`);
  for (const { stats } of withOne) {
    t.equal(stats.layers, without[0]?.stats.layers, 'no layer was asked for');
  }
  const [entry] = await stack.query<{ n: string }>(
    "SELECT count(*) AS n FROM audit_entry WHERE action = 'room.watched-silently' AND actor_id = $1",
    [moderator.id],
  );
  t.equal(Number(entry?.n), runs, 'and each time stands in the audit log');
});
