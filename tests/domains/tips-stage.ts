/**
 * The stage of the tests of tips: a seeded database in which Mara is live, Redis, and two processes that accept and divide
 * tips, each with connections and an outbox of its own. Times are the database's, so the clock is the real one.
 */
import pg from 'pg';
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { underWay } from '#kernel/under-way.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { ensurePolicy } from '../../server/domains/policies/index.ts';
import {
  gatherTips,
  holdQuestions,
  readTogether,
  settleTips,
  tellSettled,
  tipEvents,
  tipRoutes,
} from '../../server/domains/tips/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import type { ChannelNote } from '../../server/platform/live-events/index.ts';
import { createOutbox } from '../../server/platform/outbox/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { fillPurses } from '../world/purse.ts';
import { startRedis } from '../world/redis.ts';
import { call } from './people-stage.ts';

export type TipsStage = Awaited<ReturnType<typeof openTipsStage>>;
export type TipsProcess = Awaited<ReturnType<typeof openProcess>>;

export const log = pino({ level: 'silent' });

interface Wishes {
  /** As LIMITS_FACTOR; absent: so high that nothing is limited. */
  readonly limitsFactor?: number;
  /** Most that wait in the intake of a process; absent: as many as usual. */
  readonly mostWaiting?: number;
}

/** Everything is closed with the test. */
export async function openTipsStage(t: Test, { limitsFactor = 1_000, ...wishes }: Wishes = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  await seed({ url: postgres.adminUrl, clock: systemClock });
  const ground = { postgresUrl: postgres.url, redisUrl: redisServer.url, limitsFactor, ...wishes };
  const [one, other] = await Promise.all([openProcess(ground), openProcess(ground)]);
  t.teardown(async () => {
    await Promise.all([one.close(), other.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  await ensurePolicy({ database: one.database, preset: 'creator-first' });
  const session = await goLive(postgres, demoStreamId, 'platform-fee');
  return { postgres, one, other, session };
}

interface Ground extends Wishes {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly limitsFactor: number;
}

async function openProcess({ postgresUrl, redisUrl, limitsFactor, ...wishes }: Ground) {
  const database = openDatabase({ url: postgresUrl, log });
  const redis = openRedis(redisUrl, { name: 'test', log });
  await redis.ready();
  const news = createOutbox({ database, events: tipEvents, clock: systemClock, log });
  const accepted: string[] = [];
  news.react({
    'tip.accepted': { listen: async ({ tipIds }) => void accepted.push(...tipIds) },
    'tip.judged': {},
    'tip.board-changed': {},
  });
  const notes: ChannelNote[] = [];
  const live = {
    publish: async () => undefined,
    publishAll: async (given: readonly ChannelNote[]) => void notes.push(...given),
  };
  const teller = tellSettled({ database, live, log });
  let hints = 0;
  const rounds: number[] = [];
  const noteRound = (tips: number): void => void rounds.push(tips);
  const intake = gatherTips({ database, news, clock: systemClock, noteRound, ...wishes });
  const deps = {
    ...{ intake, attempts: underWay(), reading: readTogether(database.read, systemClock) },
    ...{ database, news, limits: createLimits(redis, limitsFactor), clock: systemClock, ownHosts: ['localhost'] },
    ...{ defaultSplit: 'creator-first' as const, publicUrl: new URL('http://localhost') },
    ...{ held: holdQuestions(), wakeOverlay: () => undefined },
    settleSoon: () => {
      hints += 1;
    },
  };
  return {
    ...{ database, news, accepted, notes, rounds, deps, teller, routes: tipRoutes(deps), hints: () => hints },
    settle: () => settleTips({ database, clock: systemClock, log }, (tips) => teller.add(tips)),
    async close() {
      await intake.close();
      await teller.close();
      await news.close();
      await Promise.all([redis.close(), database.close()]);
    },
  };
}

/** A stream is live from now on, under a split. @returns the session */
export async function goLive(postgres: Pick<TestDatabase, 'query'>, streamId: string, split: string): Promise<string> {
  const id = newId();
  await postgres.query(`UPDATE stream SET state = 'LIVE', live_since = now(), ended_at = NULL WHERE id = $1`, [
    streamId,
  ]);
  await postgres.query(
    `INSERT INTO stream_session (id, stream_id, performer_id, started_at, split_name, split_version)
     SELECT $1, id, performer_id, now(), $3, 1 FROM stream WHERE id = $2`,
    [id, streamId, split],
  );
  return id;
}

type Asked = Partial<BodyOf<typeof routes.sendTip>>;

/** Gives as somebody; to Mara's live stream unless told otherwise. */
export async function give(process: TipsProcess, giver: Identity, given: Asked = {}, key: string = newId()) {
  const named = given.creatorId !== undefined || given.callId !== undefined;
  const body = { ...(named ? {} : { streamId: demoStreamId }), amount: 10, ...given };
  let replayed = false;
  const reply = {
    setCookie: () => undefined,
    clearCookie: () => undefined,
    replayed: () => {
      replayed = true;
    },
    held: () => undefined,
  };
  const asked = { ...call({ caller: giver, body }), query: undefined, idempotencyKey: key, reply };
  const answer = await process.routes.sendTip(asked);
  return { ...answer, replayed, key };
}

/** Somebody new with so many tokens, bought or given. */
export async function richPerson(
  { postgres }: Pick<TipsStage, 'postgres'>,
  tokens: number,
  purse: 'paid' | 'promo' = 'paid',
): Promise<Identity> {
  const userId = newId();
  const handle = `p${userId.replaceAll('-', '').slice(-20)}`;
  await postgres.query(
    `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
     VALUES ($1, $2, 'Somebody', $3, '$argon2id$none', '{viewer}', now(), 'operator', now())`,
    [userId, `${handle}@tips.example`, handle],
  );
  if (tokens > 0) await fillPurses(postgres, [userId], tokens, purse);
  return {
    userId,
    displayName: 'Somebody',
    handle,
    roles: ['viewer'],
    heldBack: [],
    rightsVersion: 1,
    signInId: newId(),
  };
}

/** Another connection that holds something until it is let go. @param sql what it holds it by, inside a transaction */
export async function holdOn(connectionString: string, sql: string): Promise<{ letGo(): Promise<void> }> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(`BEGIN; ${sql}`);
  return { letGo: () => client.query('COMMIT').then(() => client.end()) };
}

/** Somebody's wallet, as another process takes it. */
export const holdWallet = ({ url }: Pick<TestDatabase, 'url'>, owner: string) =>
  holdOn(url, `SELECT ledger.take_wallets(ARRAY['${owner}']::uuid[], true)`);

/** Everything that money touches, as one text: the same where nothing changed. */
export async function moneyState({ query }: Pick<TestDatabase, 'query'>): Promise<string> {
  const tables = [
    ...['ledger.account', 'ledger.move', 'ledger.key', 'tip', 'settlement_queue', 'tip_settlement'],
    ...['spending_limit', 'operation_pause', 'tip_goal', 'outbox_event'],
  ];
  const sums = tables.map(
    (name) => `(SELECT md5(coalesce(string_agg(x::text, E'\\n' ORDER BY x::text), '')) FROM ${name} x)`,
  );
  const [row] = await query<{ state: string }>(`SELECT concat_ws(' ', ${sums.join(', ')}) AS state`);
  return row?.state ?? '';
}

/** In ledger units; 0 where there is no such account. */
export async function balanceOf({ query }: TestDatabase, owner: string, kind: string): Promise<bigint> {
  const [row] = await query<{ units: string }>(
    `SELECT (CASE WHEN a.maintained THEN a.balance ELSE coalesce((SELECT sum(e.amount) FROM ledger.entry e WHERE e.account_id = a.id), 0) END)::text AS units
     FROM ledger.account a WHERE a.owner_id = $1 AND a.kind = $2`,
    [owner, kind],
  );
  return BigInt(row?.units ?? 0);
}

/** What somebody can spend, in whole tokens. */
export async function spendable(postgres: TestDatabase, owner: string): Promise<bigint> {
  const both = await Promise.all(['wallet:paid', 'wallet:promo'].map((kind) => balanceOf(postgres, owner, kind)));
  return both.reduce((sum, units) => sum + units, 0n) / 10_000n;
}

export const mara = demoPerformerId;
