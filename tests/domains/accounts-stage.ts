/**
 * The stage of the domain tests: a seeded database, Redis, the outbox with reactions that listen (and those that mail), a
 * folder for mail, a clock that stands still, and calls as the HTTP edge would make them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Test } from 'tap';
import { demoAccounts } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { deriveKey, deriveSigningKey } from '../../server/config/keys.ts';
import { accountEvents, accountRoutes, mailLink, mailNotice } from '../../server/domains/accounts/index.ts';
import { streamEvents, streamRoutes } from '../../server/domains/streams/index.ts';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { openLocalOutbox } from '../../server/platform/mailer/index.ts';
import { createOutbox, type Reactions } from '../../server/platform/outbox/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';

export type Stage = Awaited<ReturnType<typeof openStage>>;

const log = pino({ level: 'silent' });
export const secret = 'a test secret of more than thirty-two characters';
const events = { ...accountEvents, ...streamEvents };
type Asked = Parameters<typeof mailLink>[1];

/** Everything is closed with the test. @param limitsFactor as LIMITS_FACTOR; absent: so high that nothing is limited */
export async function openStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = fakeClock(Date.UTC(2026, 10, 21, 12));
  await seed({ url: postgres.adminUrl, clock });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  await redis.ready();
  const heard: { name: string; body: unknown }[] = [];
  const news = createOutbox({ database, events, clock, log });
  const folder = mkdtempSync(join(tmpdir(), 'busker-mail-'));
  const mail = openLocalOutbox({ folder, clock });
  const publicUrl = new URL('http://localhost:3000');
  const listen = (name: string) => ({ listen: async (body: unknown) => void heard.push({ name, body }) });
  const reactions = Object.fromEntries(Object.keys(events).map((name) => [name, listen(name)]));
  const mailing = { 'mail-link': (asked: Asked) => mailLink({ database, clock, mailer: mail, publicUrl }, asked) };
  const telling: Reactions<typeof events>['account.protection-changed'] = {
    ...listen('account.protection-changed'),
    'mail-owner': (told, { happenedAt }) => mailNotice({ database, mailer: mail, publicUrl }, told, happenedAt),
  };
  const mailers = { 'account.link-asked': mailing, 'account.protection-changed': telling };
  news.react({ ...reactions, ...mailers } as unknown as Reactions<typeof events>);
  t.teardown(async () => {
    await news.close();
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
  const deps = {
    ...{ database, redis, news, clock, limits: createLimits(redis, limitsFactor) },
    accessTokenKey: deriveSigningKey(secret, 'access-token'),
    deviceKey: deriveKey(secret, 'known-device'),
    factorKeys: { totp: deriveKey(secret, 'totp-secret'), recovery: deriveKey(secret, 'recovery-code') },
    site: { rpId: 'localhost', origins: ['http://localhost:3000'] },
    secureCookies: false,
    defaultSplit: 'creator-first' as const,
  };
  const countViewers = async (): Promise<ReadonlyMap<string, number>> => new Map();
  return {
    ...{ postgres, redisServer, clock, database, redis, news, heard, deps, mail },
    accounts: accountRoutes(deps),
    streams: streamRoutes({ ...deps, countViewers }),
  };
}

/** A call as the edge makes it, and what it would have written. */
export function call<Body = Record<string, never>, Params = undefined, Query = undefined>(given: {
  body?: Body;
  params?: Params;
  query?: Query;
  file?: Buffer;
  userAgent?: string;
  caller?: Identity | null;
  cookies?: Record<string, string>;
  ip?: string;
}) {
  const written = new Map<string, string | null>();
  return {
    ...{ body: given.body as Body, params: given.params as Params, query: given.query as Query, written },
    ...{ ip: given.ip ?? '192.0.2.1', userAgent: given.userAgent ?? '', file: given.file ?? Buffer.alloc(0) },
    caller: given.caller as Identity,
    cookies: new Map(Object.entries(given.cookies ?? {})),
    idempotencyKey: '',
    reply: {
      setCookie: (name: string, value: string) => void written.set(name, value),
      clearCookie: (name: string) => void written.set(name, null),
      replayed: () => undefined,
      held: () => undefined,
    },
    gone: () => new AbortController().signal,
  };
}

/** One of the demo's cast, as an access token would prove them. */
export function castMember(
  name: 'performer' | 'viewer' | 'nova',
  signInId = '01900000-0000-7000-8000-0000000000ff',
): Identity {
  const found = demoAccounts.find(({ email }) => email === `${name}@busker.example`);
  if (found === undefined) throw new Error(`${name} is not in the cast`);
  const { id, displayName, handle, roles } = found;
  return { userId: id, displayName, handle, roles, heldBack: [], rightsVersion: 1, signInId };
}

/** The code of the refusal that `work` ends in; fails the test where there is none. */
export async function codeOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no refusal',
    (error: { code?: unknown }) => error.code ?? error,
  );
}
