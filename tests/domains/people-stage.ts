/**
 * The stage of the tests of profiles, streams and notifications: a seeded database, Redis, live events, the outbox with the
 * reactions that notifications stand on, a clock that stands still, and calls as the HTTP edge would make them.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { demoAccounts } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { accountEvents } from '../../server/domains/accounts/index.ts';
import { notificationRoutes, notifyFollowed, openRound } from '../../server/domains/notifications/index.ts';
import { profileEvents, profileRoutes } from '../../server/domains/profiles/index.ts';
import { readLiveOf, readShows, streamEvents, streamRoutes } from '../../server/domains/streams/index.ts';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { createLiveEvents } from '../../server/platform/live-events/index.ts';
import { createOutbox, type Reactions } from '../../server/platform/outbox/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';
import { noReply } from './no-reply.ts';

export type PeopleStage = Awaited<ReturnType<typeof openPeopleStage>>;

const log = pino({ level: 'silent' });
const events = { ...accountEvents, ...streamEvents, ...profileEvents };

/** Everything is closed with the test. @param limitsFactor as LIMITS_FACTOR; absent: so high that nothing is limited */
export async function openPeopleStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = fakeClock(Date.UTC(2026, 10, 21, 12));
  await seed({ url: postgres.adminUrl, clock });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  const reader = redis.another({ name: 'test-live', commandTimeoutMs: 0 });
  await Promise.all([redis.ready(), reader.ready()]);
  const notes: Note[] = [];
  const live = createLiveEvents(redis, reader, (_channel, delivery) => void notes.push(...notesIn(delivery)), log);
  const news = createOutbox({ database, events, clock, log });
  const heard: { name: string; body: unknown }[] = [];
  const hear = (name: string) => ({ listen: async (body: unknown) => void heard.push({ name, body }) });
  const limits = createLimits(redis, limitsFactor);
  const deps = { database, redis, news, clock, live, limits, defaultSplit: 'creator-first' as const };
  const listen = Object.fromEntries(Object.keys(events).map((name) => [name, hear(name)]));
  const acting: Partial<Reactions<typeof events>> = {
    'stream.started': {
      ...hear('stream.started'),
      'notify-followers': ({ streamId }, occasion) => openRound(database, streamId, occasion),
    },
    'person.followed': {
      ...hear('person.followed'),
      'notify-followed': (followed, occasion) => notifyFollowed(deps, followed, occasion),
    },
  };
  news.react({ ...listen, ...acting } as Reactions<typeof events>);
  t.teardown(async () => {
    await news.close();
    await live.close();
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  return {
    ...{ postgres, redisServer, clock, database, redis, live, news, notes, heard, deps },
    streams: streamRoutes({ ...deps, countViewers: async () => new Map() }),
    notifications: notificationRoutes(deps),
    profiles: profileRoutes({
      ...deps,
      showsOf: (id) => readShows({ read: database.read, clock }, id),
      liveOf: (ids) => readLiveOf(database.read, ids),
    }),
    /** All news so far was acted on. */
    settled: () => until('the news', async () => (await news.backlog()).pending === 0),
  };
}

interface Note {
  readonly name: string;
  readonly body: { readonly notification: { readonly id: string; readonly title: string }; readonly unread: number };
}

function notesIn(delivery: { readonly kind: string; readonly frame?: string }): Note[] {
  return delivery.frame === undefined ? [] : [JSON.parse(delivery.frame) as Note | Note[]].flat();
}

/** A call as the edge makes it. */
export function call<Body = Record<string, never>, Params = undefined, Query = Record<string, never>>(given: {
  body?: Body;
  params?: Params;
  query?: Query;
  caller?: Identity | null;
  file?: Buffer;
}) {
  return {
    ...{ body: given.body as Body, params: given.params as Params, query: (given.query ?? {}) as Query },
    ...{ caller: (given.caller ?? null) as Identity, file: given.file ?? Buffer.alloc(0) },
    ...{ ip: '192.0.2.1', userAgent: '', cookies: new Map<string, string>(), idempotencyKey: '' },
    ...noReply,
  };
}

type Name = 'performer' | 'viewer' | 'nova' | 'fan' | 'supporter' | 'moderator' | 'admin';

/** One of the demo's cast, as an access token would prove them. */
export function castMember(name: Name): Identity {
  const found = demoAccounts.find(({ email }) => email === `${name}@busker.example`);
  if (found === undefined) throw new Error(`${name} is not in the cast`);
  const { id, displayName, handle, roles } = found;
  const signInId = '01900000-0000-7000-8000-0000000000ff';
  return { userId: id, displayName, handle, roles, heldBack: [], rightsVersion: 1, signInId };
}

/** People of a crowd, by number; they have accounts and nothing else. */
export async function addCrowd({ postgres }: Pick<PeopleStage, 'postgres'>, size: number): Promise<string[]> {
  const rows = await postgres.query<{ id: string }>(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
     SELECT gen_random_uuid(), 'c' || n || '@crowd.example', 'Crowd ' || n, 'crowd_' || n, '$argon2id$none', '{viewer}',
       now(), 'operator', now()
     FROM generate_series(1, $1::int) AS n RETURNING id`,
    [size],
  );
  return rows.map(({ id }) => id);
}

/** Somebody of a crowd, as an access token would prove them. */
export function crowdMember(userId: string): Identity {
  const names = { displayName: 'Somebody', handle: 'somebody' };
  const signInId = '01900000-0000-7000-8000-0000000000fe';
  return { userId, ...names, roles: ['viewer'], heldBack: [], rightsVersion: 1, signInId };
}

/** The code of the refusal that `work` ends in; `no refusal` where there is none. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no refusal',
    (error: { code?: unknown }) => error.code ?? error,
  );
}
