/**
 * The stage of the tests of what performers, rooms and overlays see of tips: a seeded database, Redis, live events, the outbox
 * with the reactions of tips, and a performer who is live.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { underWay } from '#kernel/under-way.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { NoteBody, NoteName } from '#protocol/socket/notes.ts';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import {
  announceBoard,
  gatherTips,
  type HeldQuestions,
  holdQuestions,
  readTogether,
  tellBoard,
  tellGiver,
  tellRoom,
  tellVerdict,
  tipEvents,
  tipRoutes,
} from '../../server/domains/tips/index.ts';
import { readEarnings } from '../../server/domains/wallets/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { type Hearing, hearEverywhere, tellEverywhere } from '../../server/platform/everywhere/index.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { createLiveEvents } from '../../server/platform/live-events/index.ts';
import { createOutbox, type Outbox } from '../../server/platform/outbox/index.ts';
import { openRedis, type RedisConnection } from '../../server/platform/redis/index.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';
import { call, castMember } from './people-stage.ts';

type Giver = 'viewer' | 'fan';
type Given = Omit<BodyOf<typeof routes.sendTip>, 'streamId' | 'creatorId' | 'callId'>;

const log = pino({ level: 'silent' });

/** Everything is closed with the test. @param limitsFactor as LIMITS_FACTOR; absent: so high that nothing is limited */
export async function openTipsStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = systemClock;
  await seed({ url: postgres.adminUrl, clock });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  const reader = redis.another({ name: 'test-live', commandTimeoutMs: 0 });
  await Promise.all([redis.ready(), reader.ready()]);
  const notes: { name: string; body: unknown }[] = [];
  const live = createLiveEvents(
    redis,
    reader,
    (_channel, delivery) => {
      if (delivery.kind === 'notes') notes.push(...[JSON.parse(delivery.frame) as (typeof notes)[number]].flat());
    },
    log,
  );
  const news = createOutbox({ database, events: tipEvents, clock, log });
  const boards = announceBoard({ database, live, redis: redis.commands, log });
  const wake = {
    wakeOverlay: (id: string) => void tellEverywhere(redis, { kind: 'overlay-changed', performerId: id }),
  };
  reactToTips(news, { read: database.read, live, boards, ...wake });
  const intake = gatherTips({ database, news, clock, noteRound: () => undefined });
  const deps = {
    ...{ database, news, clock, limits: createLimits(redis, limitsFactor), ...wake },
    publicUrl: new URL('https://busker.example'),
    ...{ ownHosts: [], defaultSplit: 'creator-first' as const, settleSoon: () => undefined, intake },
    ...{ reading: readTogether(database.read, clock), attempts: underWay() },
  };
  // Two processes, as far as pages of overlays are concerned.
  const words: string[] = [];
  const [one, other] = await Promise.all([holdHere(t, redis, words), holdHere(t, redis, [])]);
  const http = tipRoutes({ ...deps, held: one });
  await live.follow({ room: demoStreamId, audience: 'public' });
  await goLive(postgres);
  t.teardown(async () => {
    await intake.close();
    await news.close();
    await boards.close();
    await live.close();
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  return {
    ...{ postgres, database, http, one, other, words, mara: castMember('performer') },
    httpOfOther: tipRoutes({ ...deps, held: other }),
    /** Gives in the live room; with `offline`, to the performer while nothing is live. */
    async give(who: Giver, given: Given): Promise<string> {
      const body = { streamId: demoStreamId, ...given };
      const asked = { ...call({ caller: castMember(who), body }), query: undefined, idempotencyKey: newId() };
      return (await http.sendTip(asked)).tip.id;
    },
    /** What everybody in the room was told so far. */
    told: <N extends NoteName>(name: N) =>
      notes.filter((note) => note.name === name).map(({ body }) => body as NoteBody<N>),
    /** All news so far was acted on. */
    settled: () => until('the news', async () => (await news.backlog()).pending === 0),
  };
}

/** As the server's own reactions do. */
function reactToTips(
  news: Outbox<typeof tipEvents>,
  given: Omit<Parameters<typeof tellRoom>[0], 'earningsOf'> & Parameters<typeof tellBoard>[0],
): void {
  const tell = { ...given, earningsOf: (id: string) => readEarnings(given.read, id) };
  news.react({
    'tip.accepted': {
      'tell-room': { many: (tips) => tellRoom(tell, tips) },
      'tell-giver': { many: (tips) => tellGiver(tell, tips) },
    },
    'tip.judged': { 'tell-room': (about) => tellVerdict(tell, about) },
    'tip.board-changed': { 'tell-rooms': (about) => tellBoard(tell, about) },
  });
}

/** What one process holds. @param words gets the performers it hears of */
async function holdHere(t: Test, redis: RedisConnection, words: string[]): Promise<HeldQuestions> {
  const held = holdQuestions();
  const subscriber = redis.another({ name: 'test-hears', commandTimeoutMs: 0 });
  const deaf = (): void => undefined;
  const hearing: Hearing = {
    ...{ 'rights-changed': deaf, 'channel-rights': deaf, 'put-out': deaf, 'sign-in-ended': deaf },
    ...{ 'session-taken': deaf, 'call-seat-taken': deaf },
    'overlay-changed': ({ performerId }) => {
      words.push(performerId);
      held.wake(performerId);
    },
  };
  await new Promise<void>((resolve) => hearEverywhere(subscriber, hearing, resolve, log));
  t.teardown(async () => {
    held.close();
    await subscriber.close();
  });
  return held;
}

export type TipsStage = Awaited<ReturnType<typeof openTipsStage>>;

/** The demo's show is live. */
async function goLive({ query }: TestDatabase): Promise<void> {
  await query("UPDATE stream SET state = 'LIVE', live_since = now() WHERE id = $1", [demoStreamId]);
  await query(
    `INSERT INTO stream_session (id, stream_id, performer_id, started_at, split_name, split_version)
     VALUES ($1, $2, $3, now(), 'creator-first', 1)`,
    [newId(), demoStreamId, demoPerformerId],
  );
}

interface StoredTip {
  readonly viewer: string;
  readonly performer: string;
  readonly amount: number;
  readonly private?: boolean;
  readonly anonymous?: boolean;
  readonly at?: Date;
}

interface Asked {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** A tip as `tip_accept` would store it, of whatever time; in the transaction of `on`. @returns its id */
export async function storeTip(on: Asked, tip: StoredTip): Promise<string> {
  const id = newId();
  await on.query(
    `INSERT INTO tip (id, at, viewer_id, performer_id, amount, promo, balance_after, creator_units, platform_units,
       pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, reasons)
     VALUES ($1, coalesce($2, clock_timestamp()), $3, $4, $5::int, 0, 0, $5::int * 10000::bigint, 0, 0, 'creator-first', 1, $6, $7,
       'Somebody', 'somebody', '{}')`,
    [id, tip.at, tip.viewer, tip.performer, tip.amount, tip.private ?? false, tip.anonymous ?? false],
  );
  return id;
}
