/**
 * The API process: settings → context → HTTP and sockets → graceful stop.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { readConfig } from '#config/config.ts';
import { type Hearing, hearEverywhere, tellEverywhere } from '#platform/everywhere/index.ts';
import { finishRequests } from '#platform/http/finish-requests.ts';
import { listen } from '#platform/http/listen.ts';
import { ownOrigins, ownSite } from '#platform/http/origins.ts';
import { mailRoutes, mayReadLocalMail } from '#platform/mailer/index.ts';
import { runProcess } from '#platform/process/run-process.ts';
import { canServe, healthRoutes } from '#platform/telemetry/health.ts';
import { createLog } from '#platform/telemetry/log.ts';
import { serveMetrics } from '#platform/telemetry/metrics.ts';
import { observeApi } from '#platform/telemetry/observe-api.ts';
import { observeQuality } from '#platform/telemetry/observe-quality.ts';
import { serveSockets } from '#platform/websocket/socket-server.ts';
import { createApp } from './app.ts';
import { type ApiContext, type Context, createContext, openApi } from './context.ts';
import { accountRoutes, redeemTicket, renewIdentity, verifyAccessToken } from './domains/accounts/index.ts';
import { adminRoutes, mediaRoutes } from './domains/admin/index.ts';
import { channelRoutes } from './domains/channels/index.ts';
import { reconcileBooks } from './domains/ledger/index.ts';
import { moderationRoutes } from './domains/moderation/index.ts';
import { connectionRoutes } from './domains/nodes/index.ts';
import { notificationRoutes } from './domains/notifications/index.ts';
import { ensurePolicy, policyRoutes } from './domains/policies/index.ts';
import { privacyRoutes } from './domains/privacy/index.ts';
import { profileRoutes } from './domains/profiles/index.ts';
import { countViewers, hearCallSeat, putOut, reviewSeats } from './domains/rooms/index.ts';
import { readLiveOf, readShows, streamRoutes } from './domains/streams/index.ts';
import { readTogether, tipChecks, tipRoutes } from './domains/tips/index.ts';
import { walletRoutes } from './domains/wallets/index.ts';
import { webhookRoutes } from './domains/webhooks/index.ts';
import { whipDoors, whipRoutes } from './domains/whip/index.ts';
import { prepareWording } from './domains/wording/index.ts';
import { signalHandlers } from './signalling.ts';

const config = readConfig();

/** How long a stop waits for requests under way, in milliseconds; then for those that the close of what they wait for has answered. */
const answerWithinMs = 1_000;
const lastAnswersMs = 300;

await runProcess({ log: createLog('server', config.logLevel), supervised: config.supervised }, async () => {
  const context = createContext(config, 'server');
  await ensurePolicy({ database: context.database, preset: config.economyPreset });
  await context.database.warm();
  const api = openApi(context);
  const observe = observeApi(context.metrics, api.sessions);
  const metrics = await serveMetrics(context.metrics, config.metricsPort, () => canServe(context));
  // An offer of HTTP/2 (curl --http2, Java) is an upgrade too: it is answered as what it asks for, without one.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket';
  const server = createServer({ shouldUpgradeCallback }, createApp(appOptions(context, api, observe)));
  const requests = finishRequests(server, context.clock);
  const sockets = serveSockets(server, socketOptions(context, api));
  hearEverywhere(api.subscriber, hearing(api, context), api.lookAgain, context.log);
  await listen(server, config.http.port, config.http.listenIp);
  context.log.info({ port: config.http.port }, 'listening');
  // Not before: nobody should wait half a second longer for the site, and the first line of chat is not said yet.
  setImmediate(prepareWording);
  return {
    async stop() {
      sockets.close();
      // Before anything that answers them is closed.
      api.tips.held.close();
      await requests.begin();
      await requests.finished(answerWithinMs);
      await metrics.close();
      // Answers what waits longer, for a wallet that is locked.
      await api.close();
      const letGo = await requests.finished(lastAnswersMs);
      if (letGo > 0) context.log.warn({ requests: letGo }, 'ended without an answer');
      await context.queue.close();
      await context.close();
    },
  };
});

function appOptions(context: Context, api: ApiContext, observe: (r: string, s: number, seconds: number) => void) {
  const { database, redis, limits, clock, outbox, log } = context;
  const { accessTokenKey, deviceKey, factorKeys, erasureKey } = api;
  const { publicUrl, trustProxy } = config.http;
  const secureCookies = publicUrl.protocol === 'https:';
  const localMail = mayReadLocalMail({ production: config.production, publicUrl }) ? context.localOutbox : null;
  return {
    handlers: {
      ...accountRoutes({
        ...{ database, redis, news: outbox, limits, clock, accessTokenKey, deviceKey, factorKeys, secureCookies },
        site: ownSite(config.http.publicUrl, config.http.port, config.production),
      }),
      ...adminRoutes({ database, news: outbox, limits, clock, reconcile: () => compareBooks(context) }),
      ...mediaRoutes({ database, redis: redis.commands, nodes: context.nodes, limits, clock }),
      ...moderationRoutes({
        ...{ database, news: outbox, limits, clock },
        countViewers: (ids) => countViewers(redis.commands, ids),
      }),
      ...privacyRoutes({
        ...{ database, news: outbox, limits, clock, log, factorKeys, erasureKey, mailer: context.mailer },
      }),
      ...connectionRoutes({ nodes: context.nodes, turn: config.turn, limits, clock }),
      ...mailRoutes(localMail),
      ...channelRoutes({ database, news: outbox, clock }),
      ...walletRoutes({ database, limits, clock }),
      ...policyRoutes({ database, preset: config.economyPreset }),
      ...streamRoutes({
        ...{ database, news: outbox, limits, clock, defaultSplit: config.economyPreset },
        countViewers: (ids) => countViewers(redis.commands, ids),
      }),
      ...profileRoutes({
        ...{ database, news: outbox, limits, clock },
        showsOf: (id) => readShows({ read: database.read, clock }, id),
        liveOf: (ids) => readLiveOf(database.read, ids),
      }),
      ...tipRoutes({
        ...{ database, news: outbox, limits, clock, publicUrl, ownHosts: [publicUrl.hostname] },
        ...{ defaultSplit: config.economyPreset, settleSoon: api.tips.settleSoon, intake: api.tips.intake },
        ...{ attempts: api.tips.attempts, reading: readTogether(database.read, clock) },
        ...{ held: api.tips.held, wakeOverlay: context.wakeOverlay },
      }),
      ...notificationRoutes({ database, limits, clock }),
      ...whipRoutes({ database, news: outbox, limits, clock, publicUrl }),
      ...webhookRoutes({ database, limits, clock, outgoing: context.outgoing, secretKey: context.webhookKey }),
      ...healthRoutes({ database, redis, jobsAgeMs: () => jobsAgeMs(context), media: () => context.nodes.states() }),
    },
    doors: doorsOf(context, api),
    door: { identify: (token: string) => identify(context, api, token), secureCookies, trustProxy },
    isOwnOrigin: ownOrigins(config.http.publicUrl, config.http.port, config.production),
    publicUrl: config.http.publicUrl,
    version: '0.1.0',
    web: {
      dist: new URL('../web-client/dist', import.meta.url).pathname,
      demo: config.demo,
      localMail: localMail !== null,
    },
    log,
    observe,
  };
}

/** The ways in over HTTP for programs. */
function doorsOf(context: Context, api: ApiContext) {
  const { database, limits, clock, nodes } = context;
  return whipDoors({
    ...{ database, rooms: api.rooms.deps, resources: api.resources, limits, clock },
    identify: (token: string) => identify(context, api, token),
    rtpCapabilities: () => nodes.rtpCapabilities(),
  });
}

function socketOptions(context: Context, api: ApiContext) {
  const { redis, database, clock, log, limits, nodes, outbox } = context;
  const { seats } = api.rooms.deps;
  const quality = { seats, redis: redis.commands, limits, note: observeQuality(context.metrics), clock, log };
  return {
    handlers: signalHandlers(api.rooms.deps, api.chat.deps, { database, clock, news: outbox, seats }, quality),
    sessions: api.sessions,
    redeemTicket: (ticket: string) => redeemTicket({ redis, database, clock }, ticket),
    rtpCapabilities: () => nodes.rtpCapabilities(),
    renewIdentity: (signInId: string) => renewIdentity({ database, clock }, signInId),
    ...{ store: api.store, live: api.live, returnTo: api.rooms.returning, onAbandoned: api.rooms.abandon },
    tellTaken: (sessionId: string, generation: number) =>
      tellEverywhere(redis, { kind: 'session-taken', sessionId, generation }),
    ...{ clock, log, limitsFactor: config.limitsFactor, trustProxy: config.http.trustProxy },
    isOwnOrigin: ownOrigins(config.http.publicUrl, config.http.port, config.production),
    openSockets: api.openSockets,
    limitSockets: (ip: string) => limits.take('socketIp', ip),
  };
}

/** Who an access token stands for, where its sign-in and its rights are still the person's. */
async function identify({ clock }: Context, { accessTokenKey, standing }: ApiContext, token: string) {
  const identity = verifyAccessToken({ accessTokenKey, clock }, token);
  await standing.require(identity);
  return identity;
}

/** What this process does with words that are told to all. */
function hearing({ guard, rooms, sessions, sweeper, tips }: ApiContext, { log }: Context): Hearing {
  const failed = (what: string) => (error: unknown) => log.warn({ err: error }, what);
  return {
    'sign-in-ended': ({ signInId }) => {
      guard.signInEnded(signInId);
      // Those that wait for a socket and whose process is gone, too.
      sweeper.endSignIn(signInId).catch(failed('what stood on a sign-in was not ended'));
    },
    'rights-changed': ({ userId, rightsVersion }) => guard.rightsChanged(userId, rightsVersion),
    'channel-rights': ({ userId, performerId }) => {
      const seats = rooms.deps.seats.ofPerson(userId, performerId);
      reviewSeats(rooms.deps, seats).catch(failed('rights in a room were not reviewed'));
    },
    'put-out': (about) => void putOut(rooms.deps, about).catch(failed('somebody was not put out')),
    'call-seat-taken': (taken) => void hearCallSeat(rooms.deps, taken).catch(failed('a seat was not given up')),
    'session-taken': ({ sessionId, generation }) => sessions.taken(sessionId, generation),
    'overlay-changed': ({ performerId }) => tips.held.wake(performerId),
  };
}

/** The same comparison as the job's, with the same log line and news where something differs. */
function compareBooks({ database, outbox, clock, log }: Context) {
  return reconcileBooks({ database, news: outbox, clock, log }, tipChecks());
}

async function jobsAgeMs({ queue, clock }: Context): Promise<number | null> {
  const last = await queue.lastFinishedAt();
  return last === null ? null : Math.max(0, clock.now() - last);
}
