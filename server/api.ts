/**
 * The API process: settings → context → HTTP and sockets → graceful stop.
 */
import { createServer, type IncomingMessage } from 'node:http';
import { readConfig } from '#config/config.ts';
import { listen } from '#platform/http/listen.ts';
import { ownOrigins } from '#platform/http/origins.ts';
import { runProcess } from '#platform/process/run-process.ts';
import { canServe, healthRoutes } from '#platform/telemetry/health.ts';
import { createLog } from '#platform/telemetry/log.ts';
import { serveMetrics } from '#platform/telemetry/metrics.ts';
import { observeApi } from '#platform/telemetry/observe-api.ts';
import { hearEnds } from '#platform/websocket/end-everywhere.ts';
import { serveSockets } from '#platform/websocket/socket-server.ts';
import { createApp } from './app.ts';
import { type ApiContext, type Context, createContext, openApi } from './context.ts';
import { accountRoutes, redeemTicket, verifyAccessToken } from './domains/accounts/index.ts';
import { countViewers } from './domains/rooms/index.ts';
import { streamRoutes } from './domains/streams/index.ts';
import { signalHandlers } from './signalling.ts';

const config = readConfig();

await runProcess({ log: createLog('server', config.logLevel), supervised: config.supervised }, async () => {
  const context = createContext(config, 'server');
  const api = openApi(context);
  const observe = observeApi(context.metrics, api.sessions);
  const metrics = await serveMetrics(context.metrics, config.metricsPort, () => canServe(context));
  // An offer of HTTP/2 (curl --http2, Java) is an upgrade too: it is answered as what it asks for, without one.
  const shouldUpgradeCallback = ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket';
  const server = createServer({ shouldUpgradeCallback }, createApp(appOptions(context, api, observe)));
  const sockets = serveSockets(server, socketOptions(context, api));
  hearEnds(api.subscriber, api.sessions);
  await listen(server, config.http.port, config.http.listenIp);
  context.log.info({ port: config.http.port }, 'listening');
  return {
    async stop() {
      sockets.close();
      server.close();
      server.closeIdleConnections();
      await metrics.close();
      await api.close();
      await context.queue.close();
      await context.close();
    },
  };
});

function appOptions(context: Context, api: ApiContext, observe: (r: string, s: number, seconds: number) => void) {
  const { database, redis, limits, clock, outbox, log } = context;
  const { accessTokenKey } = api;
  const secureCookies = config.http.publicUrl.protocol === 'https:';
  return {
    handlers: {
      ...accountRoutes({ database, redis, news: outbox, limits, clock, accessTokenKey, secureCookies }),
      ...streamRoutes({
        ...{ database, news: outbox, limits, clock },
        countViewers: (ids) => countViewers(redis.commands, ids),
      }),
      ...healthRoutes({ database, redis, jobsAgeMs: () => jobsAgeMs(context), media: () => context.nodes.states() }),
    },
    door: { identify: async (token: string) => verifyAccessToken({ accessTokenKey, clock }, token), secureCookies },
    isOwnOrigin: ownOrigins(config.http.publicUrl, config.http.port, config.production),
    publicUrl: config.http.publicUrl,
    version: '0.1.0',
    trustProxy: config.http.trustProxy,
    web: { dist: new URL('../web-client/dist', import.meta.url).pathname, demo: config.demo },
    log,
    observe,
  };
}

function socketOptions(context: Context, api: ApiContext) {
  const { redis, database, clock, log, limits, nodes } = context;
  return {
    handlers: signalHandlers(api.rooms.deps),
    sessions: api.sessions,
    redeemTicket: (ticket: string) => redeemTicket({ redis, database, clock }, ticket),
    rtpCapabilities: () => nodes.rtpCapabilities(),
    ...{ clock, log, limitsFactor: config.limitsFactor, trustProxy: config.http.trustProxy },
    isOwnOrigin: ownOrigins(config.http.publicUrl, config.http.port, config.production),
    limitSockets: (ip: string) => limits.take('socketIp', ip),
  };
}

async function jobsAgeMs({ queue, clock }: Context): Promise<number | null> {
  const last = await queue.lastFinishedAt();
  return last === null ? null : Math.max(0, clock.now() - last);
}
