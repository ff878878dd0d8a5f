/**
 * The job process: settings → context → jobs → graceful stop. Sweeps the outbox, expires silent streams, keeps the demo
 * room from being empty.
 */

import { readConfig } from '#config/config.ts';
import { deriveKey } from '#config/keys.ts';
import { alone } from '#kernel/alone.ts';
import { sleep } from '#kernel/clock.ts';
import { share } from '#kernel/share.ts';
import { readArchiver, readBases, watchArchiver } from '#platform/database/index.ts';
import { runProcess } from '#platform/process/run-process.ts';
import { startWorker } from '#platform/queue/index.ts';
import { createLog } from '#platform/telemetry/log.ts';
import { serveMetrics } from '#platform/telemetry/metrics.ts';
import { observeArchiver } from '#platform/telemetry/observe-archiver.ts';
import { observeBases } from '#platform/telemetry/observe-bases.ts';
import { observeHolds } from '#platform/telemetry/observe-holds.ts';
import { observeOutbox } from '#platform/telemetry/observe-outbox.ts';
import { observeSealing } from '#platform/telemetry/observe-sealing.ts';
import { observeSettlement } from '#platform/telemetry/observe-settlement.ts';
import { observeWebhooks } from '#platform/telemetry/observe-webhooks.ts';
import { demoStreamId } from '#prisma/demo.ts';
import { type Context, createContext } from './context.ts';
import { forgetOld } from './domains/accounts/index.ts';
import { sampleMedia } from './domains/admin/index.ts';
import { forgetReasons, sealEntries, tellHead } from './domains/audit/index.ts';
import { expireHeld, forgetLines, tellWaiting } from './domains/chat/index.ts';
import {
  expireHolds,
  keepPartitions,
  readOpenHolds,
  readUnsealedSince,
  reconcileBooks,
  sealTransfers,
  settleHolds,
} from './domains/ledger/index.ts';
import { forgetNotifications, tellFollowers } from './domains/notifications/index.ts';
import { ensurePolicy } from './domains/policies/index.ts';
import { eraseLeftovers } from './domains/privacy/index.ts';
import { countViewers, noteFlow, playDemo } from './domains/rooms/index.ts';
import { ageStreams, expireSilentStreams } from './domains/streams/index.ts';
import { readSettlement, settleTips, tellSettled, tipChecks } from './domains/tips/index.ts';
import { forgetDeliveries, openSender, readBacklog, sampleViewers } from './domains/webhooks/index.ts';
import { jobs } from './jobs.ts';

const config = readConfig();

await runProcess({ log: createLog('jobs', config.logLevel), supervised: config.supervised }, async () => {
  const context = createContext(config, 'jobs');
  const { log, clock, database, nodes, outbox } = context;
  await ensurePolicy({ database, preset: config.economyPreset });
  await keepPartitions(database);
  const live = context.openLive(() => undefined);
  context.react(live);
  const demo = { database, nodes, news: outbox, clock, defaultSplit: config.economyPreset };
  const keepDemoPlaying = config.demo ? share(() => playDemo(demo, demoStreamId)) : undefined;
  let ready = false;
  const metrics = await serveMetrics(context.metrics, config.metricsPort, async () => ready);
  hearNodes(context, keepDemoPlaying);
  const chat = { database, live, clock, log };
  const settled = tellSettled({ database, live, log });
  observeWaiting(context);
  const webhooks = openWebhooks(context);
  const table = jobs({
    sweepOutbox: () => outbox.sweep(),
    forgetDelivered: (olderThanMs) => outbox.forget(olderThanMs),
    expireSilentStreams: () => expireSilentStreams({ database, news: outbox, clock }),
    ageStreams: () => ageStreams({ database, clock }),
    sealAudit: () => sealEntries({ database, clock }, 'near the head'),
    reviewAudit: () => reviewAudit(context),
    // One with very much to erase takes longer than the pause between two runs.
    eraseLeftovers: alone(() =>
      eraseLeftovers({ database, clock, log, erasureKey: deriveKey(context.secret, 'erasure') }),
    ),
    tellWaitingLines: () => tellWaiting(chat),
    expireHeldLines: () => expireHeld(chat),
    forgetOldLines: () => forgetLines(chat),
    forgetOldSignIns: () => forgetOld({ database, clock }),
    // A round that takes longer than a second is not worked on twice at once.
    tellFollowers: alone(() => tellFollowers({ database, live, clock })),
    forgetNotifications: () => forgetNotifications({ database, clock }),
    // A hint that comes meanwhile is this round or the next second's.
    settleTips: alone(() => settleWaiting(context, settled)),
    ...openBooks(context),
    ...webhooks.work,
    // A node that hangs takes its time to be given up.
    sampleMedia: alone(() => sampleMedia({ database, redis: context.redis.commands, nodes, clock })),
    keepDemoPlaying,
  });
  const worker = startWorker(table, { url: context.redisUrl, log, clock });
  await worker.ready();
  while (keepDemoPlaying !== undefined && !(await keepDemoPlaying())) await sleep(100);
  ready = true;
  log.info('working');
  return {
    async stop() {
      await worker.close();
      await webhooks.close();
      await settled.close();
      await live.close();
      await metrics.close();
      await context.queue.close();
      await context.close();
    },
  };
});

/** Forgets what may go of the audit log, then seals it from the beginning and says where it ends. */
async function reviewAudit({ database, clock, log }: Context): Promise<void> {
  await forgetReasons({ database, clock });
  await sealEntries({ database, clock }, 'the beginning');
  await tellHead({ database, log });
}

/** Tells Prometheus what waits, and how the archive is. */
function observeWaiting({ metrics, clock, database, outbox }: Context): void {
  observeSettlement(metrics, clock, () => readSettlement(database.read));
  observeHolds(metrics, clock, () => readOpenHolds(database.read));
  observeSealing(metrics, clock, () => readUnsealedSince(database.read));
  observeOutbox(metrics, clock, () => outbox.backlog());
  observeArchiver(metrics, () => readArchiver(database.read));
  observeBases(metrics, clock, () => readBases(config.backup.folder));
}

/** Divides what waits: tips, then what tickets and calls gave. */
async function settleWaiting(
  { database, clock, log }: Context,
  told: { add(tips: Parameters<Parameters<typeof settleTips>[1]>[0]): void },
): Promise<void> {
  await settleTips({ database, clock, log }, (tips) => told.add(tips));
  await settleHolds({ database, clock, log });
}

/** What watches over the money: the work of its jobs. */
function openBooks({ database, outbox, clock, log }: Context) {
  return {
    expireHolds: alone(() => expireHolds(database)),
    keepPartitions: () => keepPartitions(database),
    // After an upgrade there is much to seal at once.
    sealLedger: alone(() => sealTransfers({ database, log })),
    // The books with themselves and with what tips say of them; an admin may ask for the same.
    reconcile: () => reconcileBooks({ database, news: outbox, clock, log }, tipChecks()),
    watchArchiver: watchArchiver(database.read, log),
  };
}

/** What sends webhooks, and the work of its jobs. */
function openWebhooks({ database, outbox, clock, log, metrics, redis, outgoing, webhookKey }: Context) {
  const note = observeWebhooks(metrics, () => readBacklog({ database, clock }));
  const sender = openSender({ database, news: outbox, clock, log, outgoing, secretKey: webhookKey, note });
  const count = (ids: readonly string[]) => countViewers(redis.commands, ids);
  const sampling = { database, clock, publicUrl: config.http.publicUrl, countViewers: count };
  const work = {
    sendWebhooks: () => sender.look(),
    sampleViewers: alone(() => sampleViewers(sampling)),
    forgetWebhooks: alone(() => forgetDeliveries({ database, clock })),
  };
  return { work, close: () => sender.close() };
}

/** Notes where pictures flow, and has the demo played as soon as there is a media node for it. */
function hearNodes({ nodes, database, clock, log }: Context, keepDemoPlaying?: () => Promise<unknown>): void {
  nodes.onEvent((news) => {
    if (news.kind !== 'event') return;
    const failed = (error: unknown): void => log.warn({ err: error }, 'news of a media node was not acted on');
    if (news.event.event === 'room.flowing') noteFlow({ database, clock }, news.event.body).catch(failed);
    if (news.event.event === 'node.hello') keepDemoPlaying?.().catch(failed);
  });
}
