/**
 * The stage of the tests of webhooks: a seeded database, Redis, the outbox, a clock that stands still, and real receivers on this
 * machine. Mara performs.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { WebhookEndpoint } from '#protocol/http/webhooks.ts';
import { demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import { openSender, webhookEvents, webhookRoutes } from '../../server/domains/webhooks/index.ts';
import { fakeClock, systemClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { createOutbox } from '../../server/platform/outbox/index.ts';
import { createOutgoing, openResolver } from '../../server/platform/outgoing/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import { startDatabase } from '../world/database.ts';
import { openReceiver, type Receiver } from '../world/receiver.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';
import { call, castMember } from './people-stage.ts';

export type WebhookStage = Awaited<ReturnType<typeof openWebhookStage>>;
type Wish = Partial<BodyOf<typeof routes.addWebhook>> & { readonly as?: Identity };

export const log = pino({ level: 'silent' });
/** Seals the secrets of these tests. */
export const secretKey = Buffer.alloc(32, 7);
export const mara = castMember('performer');
export const nova = castMember('nova');

/** Everything is closed with the test. @param withinMs longest one request may take */
export async function openWebhookStage(t: Test, { withinMs = 10_000, limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = fakeClock(Date.UTC(2026, 0, 22, 12));
  await seed({ url: postgres.adminUrl, clock });
  const database = openDatabase({ url: postgres.url, log });
  const redis = openRedis(redisServer.url, { name: 'test', log });
  await redis.ready();
  const paused: object[] = [];
  const news = createOutbox({ database, events: webhookEvents, clock, log });
  news.react({ 'webhook.paused': { listen: async (body) => void paused.push(body) } });
  const outgoing = createOutgoing({ names: openResolver(), clock: systemClock, allowOwn: true, withinMs });
  const limits = createLimits(redis, limitsFactor);
  const outcomes: string[] = [];
  const note = (outcome: string): void => void outcomes.push(outcome);
  const deps = { database, news, clock, log, limits, outgoing, secretKey, note };
  const sender = openSender(deps);
  const http = webhookRoutes(deps);
  const receivers: Receiver[] = [];
  t.teardown(async () => {
    await sender.close();
    await news.close();
    await Promise.all(receivers.map((receiver) => receiver.close()));
    await Promise.all([database.close(), redis.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  const count = async (where: string): Promise<number> => {
    const [row] = await postgres.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${where}`);
    return row?.n ?? 0;
  };
  return {
    ...{ postgres, database, clock, news, http, deps, sender, paused, outcomes, count, url: postgres.url },
    async receiver(): Promise<Receiver> {
      const receiver = await openReceiver();
      receivers.push(receiver);
      return receiver;
    },
    /** An endpoint, of Mara where nobody else is named. */
    async add(url: string, { as = mara, ...given }: Wish = {}): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
      const body = { url, description: '', events: ['tip.received' as const], ...given };
      return http.addWebhook(asked({ caller: as, body }));
    },
    /** A ping to an endpoint. @returns the delivery */
    ping: async (id: string, as = mara) =>
      (await http.pingWebhook(asked({ caller: as, params: { id }, body: {} }))).delivery,
    view: (id: string, as = mara) => http.viewWebhookDelivery(asked({ caller: as, params: { id } })),
    /** Sends what is due, and waits for the end of it. */
    async send(): Promise<void> {
      await sender.look();
      // What waits for a place is taken when one before it is done: between the two nothing is under way.
      const left = async (): Promise<number> =>
        count(
          `webhook_delivery d JOIN webhook_endpoint e ON e.id = d.endpoint_id WHERE d.lease_until IS NOT NULL
            OR (d.next_attempt_at <= to_timestamp(${clock.now() / 1_000}) AND e.paused_at IS NULL)`,
        );
      await until('the end of what is due', async () => (await left()) === 0, { withinMs: 20_000 });
    },
  };
}

/** A call as the edge makes it, of a route whatever it reads. */
export function asked<B = Record<string, never>, P = undefined, Q = undefined>(given: {
  caller: Identity;
  body?: B;
  params?: P;
  query?: Q;
}) {
  return { ...call<B, P, Q>(given), query: given.query as Q };
}

/** A tip to Mara's room as `tip_accept` would store it. @returns its id */
export async function storeTip(
  { postgres, clock }: Pick<WebhookStage, 'postgres' | 'clock'>,
  given: { viewer: string; message?: string; held?: boolean; anonymous?: boolean; private?: boolean },
): Promise<string> {
  const id = newId(clock.now());
  const said = given.held === true ? 'held' : 'shown';
  const state = given.message === undefined ? null : said;
  await postgres.query(
    `INSERT INTO tip (id, at, viewer_id, performer_id, amount, promo, balance_after, creator_units, platform_units,
       pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, message, message_state, reasons)
     SELECT $1, now(), id, $3, 25, 0, 0, 212500, 37500, 0, 'creator-first', 1, $4, $5, display_name, handle, $6, $7, $8
     FROM account WHERE id = $2`,
    [
      ...[id, given.viewer, demoPerformerId, given.private ?? false, given.anonymous ?? false],
      ...[given.message ?? null, state, state === 'held' ? ['link'] : []],
    ],
  );
  return id;
}

export { demoPerformerId, demoStreamId };
