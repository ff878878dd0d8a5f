/**
 * The stage of the tests of wallets: a database, people with names, tips by the statement that accepts them, settlement by
 * the one that divides them, and the routes as the HTTP edge calls them.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { hashRequest, platformId, postTransfers } from '../../server/domains/ledger/index.ts';
import { walletRoutes } from '../../server/domains/wallets/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { newId } from '../../server/kernel/ids.ts';
import { unitsOf } from '../../server/kernel/money.ts';
import { type Database, openDatabase } from '../../server/platform/database/index.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import type { FileAnswer } from '../../server/protocol/http/route.ts';
import { startDatabase, type TestDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { addHouse, issue } from './ledger-stage.ts';
import { noReply } from './no-reply.ts';

export interface WishedTip {
  readonly amount: number;
  readonly anonymous?: boolean;
  readonly private?: boolean;
  readonly session?: string;
  readonly menuItem?: string;
}

export type WalletStage = Awaited<ReturnType<typeof openWalletStage>>;

/** Everything is closed with the test. @param limitsFactor as LIMITS_FACTOR; absent: so high that nothing is limited */
export async function openWalletStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  await addHouse(postgres);
  const log = pino({ level: 'silent' });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  await redis.ready();
  t.teardown(async () => {
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  const deps = { database, limits: createLimits(redis, limitsFactor), clock: systemClock };
  const routes = walletRoutes(deps);
  return {
    ...{ postgres, database, routes, read: database.read },
    ...people(postgres),
    ...movements(database),
    ...statements(routes),
  };
}

/** Who is there, and where. */
function people(postgres: TestDatabase) {
  const add = async (name: string) => {
    const id = newId();
    const handle = `h${id.replaceAll('-', '').slice(-20)}`;
    await postgres.query(
      `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
       VALUES ($1, $2, $3, $4, '$argon2id$none', '{viewer,performer}', now(), 'operator', now())`,
      [id, `${handle}@wallets.example`, name, handle],
    );
    return { id, handle, name };
  };
  return {
    add,
    /** What erasing leaves of the row that names a person. */
    erase: async (id: string): Promise<void> => {
      await postgres.query(
        `UPDATE account SET erased_at = now(), disabled_at = now(), disabled_reason = 'Erased', password_hash = NULL,
           display_name = 'Erased abcdef' WHERE id = $1`,
        [id],
      );
    },
    /** A stretch of being live. @returns its id */
    session: async (performer: string, title: string): Promise<string> => {
      const [stream, session] = [newId(), newId()];
      await postgres.query(
        `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since)
         VALUES ($1, $2, $3, 'broadcast_public', false, '{}', 'LIVE', now(), now())`,
        [stream, performer, title],
      );
      await postgres.query(
        `INSERT INTO stream_session (id, stream_id, performer_id, started_at, split_name, split_version)
         VALUES ($1, $2, $3, now(), 'platform-fee', 1)`,
        [session, stream, performer],
      );
      return session;
    },
  };
}

/** What moves. */
function movements(database: Database) {
  /** @returns how it came out: `posted`, `limited`, … and why */
  const tip = async (from: string, to: string, { amount, ...wished }: WishedTip) => {
    const id = newId();
    const order = {
      ...{ n: 1, id, viewer: from, viewerName: 'Whoever', viewerHandle: 'whoever', performer: to, amount },
      ...{ session: null, split: { name: 'platform-fee', version: 1 }, private: false, anonymous: false, reasons: [] },
      ...{ message: null, messageState: null, menuItem: null, key: id, hash: hashRequest({ id }), ...wished },
    };
    const rows = await database.call(
      (run) => run<{ outcome: string; why: unknown }[]>`
        SELECT outcome, why FROM tip_accept(${JSON.stringify([order])}::jsonb, true, '{}'::text[])`,
    );
    return { id, outcome: rows[0]?.outcome, why: rows[0]?.why };
  };
  return {
    tip,
    give: (to: string, tokens: number, how: 'paid' | 'promo' = 'paid') =>
      postTransfers(database, [issue(to, tokens, how)]),
    /** A part of somebody's earnings leaves, as a payout would. */
    payOut: (from: string, tokens: number) =>
      postTransfers(database, [
        {
          ...{ id: newId(), kind: 'payout', owner: platformId, route: 'test', key: newId(), hash: '0'.repeat(64) },
          moves: [
            { from: 'earnings', fromOwner: from, to: 'platform:revenue', toOwner: platformId, amount: unitsOf(tokens) },
          ],
        },
      ]),
    /** Divides what waits for a performer. @returns how many tips */
    settle: async (performer: string, most = 500): Promise<number> => {
      const rows = await database.call(
        (run) => run<{ settled: number }[]>`
          SELECT tip_settle(${performer}::uuid, ${most}::integer, ${newId()}::uuid) AS settled`,
      );
      return rows[0]?.settled ?? 0;
    },
  };
}

/** What is read of it. */
function statements(routes: ReturnType<typeof walletRoutes>) {
  return {
    /** All pages of a statement, newest first. */
    statement: async (of: 'wallet' | 'earnings', id: string, limit = 50, span: { from?: string; to?: string } = {}) => {
      const lines = [];
      for (let before: string | undefined; ; ) {
        const query = { of, limit, ...span, ...(before === undefined ? {} : { before }) };
        const page = await routes.getStatement(asked(id, { query }));
        lines.push(...page.lines);
        if (page.next === null) return lines;
        before = page.next;
      }
    },
    file: async (of: 'wallet' | 'earnings', id: string, span: { from?: string; to?: string } = {}): Promise<string> =>
      textOf(await routes.exportStatement(asked(id, { query: { of, ...span } }))),
  };
}

async function textOf({ bytes }: FileAnswer): Promise<string> {
  if (bytes instanceof Uint8Array) return Buffer.from(bytes).toString();
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

/** A call as the edge makes it. */
export function asked<Body = undefined, Query = undefined>(userId: string, given: { body?: Body; query?: Query } = {}) {
  const caller = {
    ...{ userId, displayName: 'Somebody', handle: 'somebody', signInId: userId, rightsVersion: 1 },
    ...{ roles: ['viewer'] as const, heldBack: [] },
  };
  return {
    ...{ body: given.body as Body, params: undefined, query: given.query as Query, caller },
    ...{
      ip: '192.0.2.1',
      userAgent: '',
      file: Buffer.alloc(0),
      cookies: new Map<string, string>(),
      idempotencyKey: '',
    },
    ...noReply,
  };
}
