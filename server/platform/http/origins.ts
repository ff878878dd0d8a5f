/**
 * Which web pages may talk to us: those of our own origin. A request without an Origin header does not come from a page.
 */
import type { RequestHandler } from 'express';
import { refusal } from '#protocol/errors.ts';

export type OriginCheck = (origin: string | undefined) => boolean;

/** In development the loopback names of the same port count as ours too. */
export function ownOrigins(publicUrl: URL, port: number, production: boolean): OriginCheck {
  const own = new Set(ownSite(publicUrl, port, production).origins);
  return (origin) => origin === undefined || own.has(origin);
}

/** The same as a list, and the host that passkeys belong to. (No browser lets a passkey belong to 127.0.0.1.) */
export function ownSite(publicUrl: URL, port: number, production: boolean): { rpId: string; origins: string[] } {
  const loopback = production ? [] : ['localhost', '127.0.0.1'].map((host) => `http://${host}:${port}`);
  return { rpId: publicUrl.hostname, origins: [...new Set([publicUrl.origin, ...loopback])] };
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
