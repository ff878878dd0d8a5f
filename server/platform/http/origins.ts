/**
 * Which web pages may talk to us: those of our own origin. A request without an Origin header does not come from a page.
 */
import type { RequestHandler } from 'express';
import { refusal } from '#protocol/errors.ts';

export type OriginCheck = (origin: string | undefined) => boolean;

/** In development the loopback names of the same port count as ours too. */
export function ownOrigins(publicUrl: URL, port: number, production: boolean): OriginCheck {
  const own = new Set([publicUrl.origin]);
  if (!production) for (const host of ['localhost', '127.0.0.1']) own.add(`http://${host}:${port}`);
  return (origin) => origin === undefined || own.has(origin);
}

/** Refuses requests that change something and come from another site's page. */
export function refuseForeignOrigins(isOwn: OriginCheck): RequestHandler {
  return (request, _response, next) => {
    const safe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
    if (!safe && !isOwn(request.headers.origin)) {
      throw refusal('FORBIDDEN', 'Requests from other sites are not accepted.');
    }
    next();
  };
}
