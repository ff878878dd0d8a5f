/**
 * Words that reach nobody: the connection they come on is cut and not let in again, or Redis is gone. What they would have
 * said is found in Postgres: by the look from time to time, and at once when words are heard again.
 */
import { Redis } from 'ioredis';
import type { Test } from 'tap';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import { personOf } from './chat-room.ts';
import type { World } from './world.ts';

interface Place {
  readonly nova: TestSocket;
  /** Vic watches, at each process. */
  readonly vics: readonly [TestSocket, TestSocket];
  /** Fern moderates, at each process. */
  readonly ferns: readonly [TestSocket, TestSocket];
  close(): Promise<void>;
}

const isOut = (vic: TestSocket): boolean => vic.notes('room.removed').length > 0;
const lostRights = (fern: TestSocket): boolean => fern.notes('room.rights').some(({ body }) => saysNo(body));
const saysNo = (body: unknown): boolean => !(body as { moderates: boolean }).moderates;

export async function deaf(t: Test, world: World): Promise<void> {
  const place = await openPlace(world);
  const { nova, vics, ferns } = place;
  const [vicAtFirst, vicAtOther] = vics;
  const [fernAtFirst, fernAtOther] = ferns;
  const redis = new Redis(world.stack.redisUrl);
  t.teardown(() => redis.call('ACL', 'SETUSER', 'default', '+subscribe').finally(() => redis.disconnect()));
  // What is cut comes back within a moment; it is not let in again, so the words are lost for certain.
  await redis.call('ACL', 'SETUSER', 'default', '-subscribe');
  t.equal(await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'), 2, 'both processes lose their subscription');
  const startedMs = performance.now();
  await nova.do('chat.ban', { person: personOf(vicAtFirst) });
  await nova.do('chat.dismiss', { person: personOf(fernAtFirst) });
  await until('that all is told', async () => (await undelivered(world)) === 0);
  t.same(await redis.pubsub('NUMSUB', 'everywhere'), ['everywhere', 0], 'nobody heard it');

  await until('an end of it', () => isOut(vicAtOther) && lostRights(fernAtOther), { withinMs: 5_000 });
  t.comment(`the look of every second found both after ${Math.round(performance.now() - startedMs)} ms`);
  t.equal(await vicAtOther.codeOf('chat.open', {}), 'NOT_IN_ROOM', 'who is shut out is out without a word');
  t.notOk(isOut(vicAtFirst) || lostRights(fernAtFirst), 'where the look comes every five minutes nobody knows yet');

  await redis.call('ACL', 'SETUSER', 'default', '+subscribe');
  await until('an end of it', () => isOut(vicAtFirst) && lostRights(fernAtFirst), { withinMs: 5_000 });
  t.equal(await vicAtFirst.codeOf('chat.open', {}), 'NOT_IN_ROOM', 'with the subscription it is found at once');
  t.equal(await fernAtFirst.codeOf('chat.open', {}), 'ok', 'who was dismissed goes on watching');
  await until('the other subscription', async () => String(await redis.pubsub('NUMSUB', 'everywhere')).endsWith(',2'));
  await nova.do('chat.pardon', { person: personOf(vicAtFirst) });
  await nova.note('chat.sanctioned', ({ mute }) => mute === null);
  await Promise.all(ferns.map((fern) => fern.do('session.ping', {})));
  t.same(
    ferns
      .flatMap((fern) => fern.notes('chat.sanctioned'))
      .filter(({ body }) => (body as { mute: unknown }).mute === null),
    [],
    'and hears nothing any more that is for moderators',
  );
  await place.close();
}

export async function redisGone(t: Test, world: World): Promise<void> {
  const place = await openPlace(world);
  const { vics, ferns } = place;
  const performer = personOf(place.nova);
  process.kill(world.stack.children.redis ?? 0, 'SIGKILL');
  const given = [performer, personOf(vics[0])];
  await world.stack.query(
    `INSERT INTO channel_sanction (performer_id, user_id, kind, by_id, at) VALUES ($1, $2, 'ban', $1, now())`,
    given,
  );
  await world.stack.query('DELETE FROM channel_moderator WHERE performer_id = $1', [performer]);
  const redis = new Redis(world.stack.redisUrl, { retryStrategy: () => 20 });
  redis.on('error', () => undefined);
  t.teardown(() => redis.disconnect());
  await until('Redis again', () => redis.ping(), { withinMs: 30_000 });
  const startedMs = performance.now();
  await until('an end of it', () => isOut(vics[0]) && lostRights(ferns[0]), { withinMs: 10_000 });
  t.comment(`found ${Math.round(performance.now() - startedMs)} ms after Redis was back`);
  t.pass('what happened while Redis was gone is found when it is back, long before the next look');
  await world.stack.query('DELETE FROM channel_sanction WHERE performer_id = $1 AND user_id = $2', given);
  await place.close();
}

async function openPlace(world: World): Promise<Place> {
  const { stack, cast } = world;
  const { id: room } = await world.goLive();
  const at = async (where: { port: number }, who: 'viewer' | 'fan'): Promise<TestSocket> => {
    const socket = await TestSocket.open(where, { ticket: await cast[who].ticket() });
    await socket.do('room.join', { room, as: 'viewer' });
    return socket;
  };
  await cast.nova.do('appointModerator', { body: { handle: 'fern' } });
  const nova = await TestSocket.open(stack.other, { ticket: await cast.nova.ticket() });
  await nova.do('room.join', { room, as: 'performer' });
  const vics = [await at(stack, 'viewer'), await at(stack.other, 'viewer')] as const;
  const ferns = [await at(stack, 'fan'), await at(stack.other, 'fan')] as const;
  const close = async (): Promise<void> => {
    await Promise.all([nova, ...vics, ...ferns].map((socket) => socket.close()));
  };
  return { nova, vics, ferns, close };
}

async function undelivered({ stack }: World): Promise<number> {
  const [row] = await stack.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM outbox_delivery WHERE state = 'PENDING'`,
  );
  return row?.n ?? 0;
}
