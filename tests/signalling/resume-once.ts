/**
 * What must not run twice: a moderator's act is under way when its socket is lost, or its process killed, and is asked again
 * at the other process. The test holds the lock that the act waits for.
 */
import type { Test } from 'tap';
import { resumeOn } from '../world/resume.ts';
import type { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

interface Stage {
  readonly socket: TestSocket;
  /** Holds the channel's lock until it is called. */
  hold(): Promise<() => Promise<void>>;
  /** How many of the application's transactions wait for it. */
  waiting(): Promise<number>;
  /** How often each pause was set, in order. */
  acts(): Promise<number[]>;
}

export async function once(t: Test, world: World): Promise<void> {
  await whileItLives(t, world);
  await whenItDied(t, world);
}

async function whileItLives(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { socket, hold, waiting, acts } = await openStage(world);
  const free = await hold();
  const id = socket.request('chat.settings', { slowModeSeconds: 7 });
  await until('the act at the lock', async () => (await waiting()) === 1);
  socket.terminate();
  const next = await resumeOn(stack.other, socket);
  t.ok(next.welcome.session.resumed);
  next.send({ type: 'request', id, method: 'chat.settings', params: { slowModeSeconds: 7 } });
  const later = next.request('chat.settings', { slowModeSeconds: 9 });
  const beside = await lookOften(waiting);
  t.same(beside, [1], 'asked again elsewhere it waits for the one under way, and so does what is asked after it');
  t.notOk(
    next.said.some(({ type }) => type === 'answer'),
    'nobody is told anything yet',
  );
  await free();
  t.match(await next.answerTo(id), { ok: true, result: { slowModeSeconds: 7 } }, 'then its answer is given');
  t.match(await next.answerTo(later), { ok: true, result: { slowModeSeconds: 9 } });
  t.same(await acts(), [7, 9], 'each was carried out once, in the order in which it was asked');

  next.terminate();
  const third = await resumeOn(stack, next);
  third.send({ type: 'request', id, method: 'chat.settings', params: { slowModeSeconds: 11 } });
  t.match(await third.answerTo(id), { ok: true, result: { slowModeSeconds: 7 } }, 'and the answer is kept');
  t.same(await acts(), [7, 9]);
  await third.close();
}

async function whenItDied(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { socket, hold, waiting, acts } = await openStage(world);
  const before = await acts();
  const free = await hold();
  const id = socket.request('chat.settings', { slowModeSeconds: 21 });
  await until('the act at the lock', async () => (await waiting()) === 1);
  process.kill(stack.children.server ?? 0, 'SIGKILL');
  await socket.ending();
  const startedMs = performance.now();
  const next = await resumeOn(stack.other, socket);
  next.send({ type: 'request', id, method: 'chat.settings', params: { slowModeSeconds: 21 } });
  t.match(
    await next.answerTo(id),
    { ok: false, error: { error: 'OUTCOME_UNKNOWN' } },
    'nobody knows what became of it',
  );
  const tookMs = Math.round(performance.now() - startedMs);
  t.ok(tookMs < 9_000, `and that is said within seconds (${tookMs} ms)`);
  const again = next.request('chat.settings', { slowModeSeconds: 22 });
  await until('the new act at the lock', async () => (await waiting()) >= 1);
  await free();
  t.match(await next.answerTo(again), { ok: true }, 'what is asked under a new id is carried out');
  t.same((await acts()).slice(before.length), [22], 'and what died with its process is not, by anybody');
  await next.close();
  await until('the killed process again', async () => (await fetch(`${stack.url}/readyz`)).ok, { withinMs: 30_000 });
}

async function openStage(world: World): Promise<Stage> {
  const { stack } = world;
  const { id: room, performer } = await world.goLive();
  const socket = await world.socket('nova');
  await socket.do('room.join', { room, as: 'performer' });
  const key = `hashtextextended('channel ${performer.id}', 0)`;
  return {
    socket,
    async hold() {
      await stack.query(`SELECT pg_advisory_lock(${key})::text`);
      return async () => void (await stack.query(`SELECT pg_advisory_unlock(${key})`));
    },
    async waiting() {
      const found = await stack.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return found[0]?.n ?? 0;
    },
    async acts() {
      const found = await stack.query<{ seconds: number }>(
        `SELECT (facts->>'slowModeSeconds')::int AS seconds FROM audit_entry
         WHERE action = 'chat.settings-set' AND subject_id = $1 ORDER BY id`,
        [performer.id],
      );
      return found.map(({ seconds }) => seconds);
    },
  };
}

/** Every value that was seen in a second of looking. */
async function lookOften(look: () => Promise<number>): Promise<number[]> {
  const seen = new Set<number>();
  const endMs = performance.now() + 1_000;
  await until('the end of looking', async () => {
    seen.add(await look());
    return performance.now() >= endMs;
  });
  return [...seen];
}
