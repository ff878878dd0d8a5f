/**
 * TABLE 1: HTTP. The order of the middleware, then the routes of each domain, then the page. Every route of the protocol
 * has a handler here or this does not compile.
 */
import cookieParser from 'cookie-parser';
import express, { type Express } from 'express';
import { pinoHttp } from 'pino-http';
import { systemClock } from '#kernel/clock.ts';
import { answerRoute, type Door } from '#platform/http/answer-route.ts';
import { serveDocs } from '#platform/http/docs.ts';
import type { Handler, Handlers } from '#platform/http/handler.ts';
import { maskUrl } from '#platform/http/mask-url.ts';
import { type OriginCheck, refuseForeignOrigins } from '#platform/http/origins.ts';
import { refuseEndless } from '#platform/http/refuse-endless.ts';
import { type SdpDoor, sdpDoor } from '#platform/http/sdp-door.ts';
import { permissionsPolicy, securityHeaders } from '#platform/http/security-headers.ts';
import { sendError, sendNotFound } from '#platform/http/send-error.ts';
import { serveWeb, type WebOptions } from '#platform/http/serve-web.ts';
import type { Log } from '#platform/telemetry/log.ts';
import type { Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { type DoorName, doorNames } from '#protocol/http/sdp-doors.ts';

export interface AppOptions {
  readonly handlers: Handlers<RouteName>;
  readonly door: Door;
  readonly isOwnOrigin: OriginCheck;
  readonly publicUrl: URL;
  readonly version: string;
  /** Ways in over HTTP for programs, by the first part of their addresses. */
  readonly doors: Readonly<Record<DoorName, SdpDoor>>;
  readonly web: WebOptions;
  readonly log: Log;
  /** Sees every answer: route, status and how long it took, in seconds, without what was held open on purpose. */
  readonly observe: (route: string, status: number, seconds: number) => void;
}

/** Largest body of a request, in bytes; routes that take files have limits of their own. */
const maxBody = 64 * 1024;

/** The HTTP application; it listens to nothing yet. */
export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by').set('query parser', 'simple');
  const serializers = { req: ({ method, url }: { method: string; url: string }) => ({ method, url: maskUrl(url) }) };
  app.use(pinoHttp({ logger: options.log, useLevel: 'debug', quietReqLogger: true, serializers }));
  app.use(securityHeaders(options.publicUrl), permissionsPolicy);
  // Before the pages' own rules: these are for programs of any site, and read no cookie.
  const { observe, door } = options;
  const monotonicMs = (): number => systemClock.monotonicMs();
  for (const name of doorNames)
    app.use(sdpDoor(name, options.doors[name], { trustProxy: door.trustProxy, observe, monotonicMs }));
  app.use(refuseForeignOrigins(options.isOwnOrigin));
  app.use(refuseEndless, cookieParser(), express.json({ limit: maxBody, strict: true, type: 'application/json' }));
  addRoutes(app, options);
  app.use(serveDocs(options.publicUrl.origin, options.version));
  app.use(serveWeb(options.web));
  app.use(sendNotFound, sendError(options.log));
  return app;
}

function addRoutes(app: Express, { handlers, door, observe }: AppOptions): void {
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name];
    const answer = answerRoute(route, handlers[name] as Handler<Route>, door);
    const method = route.method.toLowerCase() as 'get' | 'post' | 'patch' | 'put' | 'delete';
    const read =
      route.upload === undefined ? [] : [express.raw({ limit: route.upload.maxBytes, type: [...route.upload.types] })];
    app[method](route.path, ...read, (request, response, next) => {
      const startedMs = systemClock.monotonicMs();
      response.once('finish', () => {
        const { heldMs = 0 } = response.locals as { readonly heldMs?: number };
        observe(name, response.statusCode, (systemClock.monotonicMs() - startedMs - heldMs) / 1000);
      });
      return answer(request, response, next);
    });
  }
}
