/**
 * The stage of the tests of administration and privacy: a seeded database, people as rows, the routes as the edge calls them.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { Role } from '#protocol/http/route.ts';
import { seed } from '../../prisma/seed.ts';
import { deriveKey } from '../../server/config/keys.ts';
import { hashPassword } from '../../server/domains/accounts/index.ts';
import { adminRoutes } from '../../server/domains/admin/index.ts';
import { type LedgerEvents, reconcileBooks } from '../../server/domains/ledger/index.ts';
import { type PrivacyDeps, privacyRoutes } from '../../server/domains/privacy/index.ts';
import { tipChecks } from '../../server/domains/tips/index.ts';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import type { Mail } from '../../server/platform/mailer/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { noReply } from './no-reply.ts';

export const password = 'a walk in the rain with nobody';
const secret = 'a test secret of more than thirty-two characters';
const log = pino({ level: 'silent' });

export type AdminStage = Awaited<ReturnType<typeof openAdminStage>>;

/** Everything is closed with the test. */
export async function openAdminStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = fakeClock(Date.now());
  await seed({ url: postgres.adminUrl, clock });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  await redis.ready();
  t.teardown(async () => {
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  const told: { name: string; key: string; body: unknown }[] = [];
  const mails: Mail[] = [];
  const news: PrivacyDeps['news'] = {
    record: async (_tx, event) => void told.push(event),
    reactionsOf: () => [],
    deliverSoon: () => undefined,
  };
  const deps: PrivacyDeps = {
    ...{ database, clock, news, log, limits: createLimits(redis, limitsFactor) },
    erasureKey: deriveKey(secret, 'erasure'),
    factorKeys: { totp: deriveKey(secret, 'totp-secret'), recovery: deriveKey(secret, 'recovery-code') },
    mailer: { send: async (mail) => void mails.push(mail) },
  };
  const passwordHash = await hashPassword(password);
  let made = 0;
  /** Somebody with a sign-in. */
  const add = async (roles: readonly Role[] = [], name = `Somebody ${made}`) => {
    made += 1;
    const [userId, signInId] = [newId(), newId()];
    const handle = `handle_${made}_of_them`;
    const email = `address-${made}@people.example`;
    await postgres.query(
      `INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, adult_method, adult_at)
       VALUES ($1, $2, $3, $4, $5, $6, now(), 'operator', now())`,
      [userId, email, name, handle, passwordHash, ['viewer', ...roles]],
    );
    await postgres.query(
      `INSERT INTO sign_in (id, user_id, created_at, last_used_at, expires_at, user_agent)
       VALUES ($1, $2, now(), now(), now() + interval '1 day', 'A browser nobody else has')`,
      [signInId, userId],
    );
    return { userId, signInId, email, handle, displayName: name };
  };
  return {
    postgres,
    database,
    clock,
    told,
    mails,
    deps,
    add,
    admin: adminRoutes({ ...deps, reconcile: () => compareBooks(deps, told) }),
    privacy: privacyRoutes(deps),
  };
}

function compareBooks({ database, clock }: PrivacyDeps, told: unknown[]) {
  const news: LedgerEvents = {
    record: async (_tx, event) => void told.push(event),
    reactionsOf: () => [],
    deliverSoon: () => undefined,
  };
  return reconcileBooks({ database, news, clock, log }, tipChecks());
}

export type Somebody = Awaited<ReturnType<AdminStage['add']>>;

/** A call as the edge makes it. */
export function asked<Body = undefined, Params = undefined, Query = undefined>(
  by: Somebody,
  given: { body?: Body; params?: Params; query?: Query } = {},
) {
  const caller = { ...by, roles: ['viewer', 'admin'] as const, heldBack: [], rightsVersion: 1 };
  return {
    ...{ body: given.body as Body, params: given.params as Params, query: given.query as Query, caller },
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

/** The code of the refusal that `work` ends in. */
export function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no refusal',
    (error: { code?: unknown }) => error.code ?? error,
  );
}
