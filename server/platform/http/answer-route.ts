/**
 * Serves one declared route: who calls, may they, do the parameters hold, do it, answer. The order of checks is the same
 * for every route.
 */
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import { refusal } from '#protocol/errors.ts';
import type { FileAnswer, Role, Route, Who } from '#protocol/http/route.ts';
import { clientAddress } from './client-address.ts';
import type { Call, CookieOptions, Handler, Identity, Reply } from './handler.ts';
import { readBody, readUpload, requireStorable } from './read-body.ts';

export interface Door {
  /** The person an access token stands for. @throws Refusal UNAUTHENTICATED */
  readonly identify: (accessToken: string) => Promise<Identity>;
  readonly secureCookies: boolean;
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
}

/** An Express handler for a route. */
export function answerRoute<R extends Route>(route: R, handle: Handler<R>, door: Door): RequestHandler {
  return async (request, response) => {
    const caller = await admit(request, route.who, door);
    const call = {
      params: route.params?.parse(request.params),
      query: requireStorable(route.query?.parse(request.query)),
      ...(route.upload === undefined
        ? { body: readBody(route, request), file: none }
        : { file: readUpload(route.upload, request) }),
      caller,
      idempotencyKey: route.idempotent === true ? readIdempotencyKey(request) : '',
      ip: clientAddress(request, door.trustProxy),
      userAgent: (request.headers['user-agent'] ?? '').slice(0, 256),
      cookies: textCookies(request.cookies as Record<string, unknown>),
      reply: replyThrough(response, door.secureCookies),
      gone: () => goneWith(response),
    } as unknown as Call<R>;
    const answer = await handle(call);
    if (route.answer === undefined) await sendFile(request, response, answer as FileAnswer);
    else response.status(route.status).json(answer);
  };
}

const none = Buffer.alloc(0);

/** Files come from people: whatever they are, a browser must neither guess at them nor run them. */
async function sendFile(request: Request, response: Response, { type, bytes, name, etag }: FileAnswer): Promise<void> {
  response
    .type(type)
    .set({ 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, no-cache' });
  if (name !== undefined) response.attachment(name).type(type);
  if (etag !== undefined) response.set('etag', `"${etag}"`);
  if (!(bytes instanceof Uint8Array)) await sendPieces(response.status(200), bytes);
  else if (request.fresh) response.status(304).end();
  else response.status(200).send(Buffer.from(bytes));
}

/** Nobody keeps what is sent open for longer by reading slowly. */
const longestSendingMs = 30 * 60_000;

async function sendPieces(response: Response, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    await pipeline(pieces, response, { signal: AbortSignal.timeout(longestSendingMs) });
  } catch (error) {
    // Whoever left, or read too slowly, has nobody who could be told. What fails on our side is our bug.
    if (!response.headersSent || !(response.destroyed && isGone(error))) throw error;
  }
}

function isGone(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE' || code === 'ABORT_ERR';
}

function goneWith(response: Response): AbortSignal {
  const leaving = new AbortController();
  if (response.closed) leaving.abort();
  else response.once('close', () => leaving.abort());
  return leaving.signal;
}

async function admit(request: Request, who: Who, door: Door): Promise<Identity | null> {
  const token = bearer(request);
  if (token === undefined) {
    if (who === 'anyone') return null;
    throw refusal('UNAUTHENTICATED', 'Please sign in.');
  }
  const identity = await door.identify(token);
  if (Array.isArray(who)) requireRole(who, identity);
  return identity;
}

function requireRole(who: readonly Role[], { roles, heldBack }: Identity): void {
  if (who.some((role) => roles.includes(role))) return;
  if (who.some((role) => heldBack.includes(role))) {
    throw refusal('SECOND_FACTOR_REQUIRED', 'Sign in with your second factor to do this.', { roles: who });
  }
  throw refusal('FORBIDDEN', 'Your account may not do this.', { roles: who });
}

function bearer(request: Request): string | undefined {
  const header = request.headers.authorization;
  if (header === undefined) return undefined;
  // RFC 9110: the name of a scheme is written in any case.
  const match = /^Bearer +([\w.~+/-]+=*)$/i.exec(header);
  if (match?.[1] === undefined) throw refusal('UNAUTHENTICATED', 'The Authorization header is not a bearer token.');
  return match[1];
}

/** Any text a client likes, of visible ASCII characters, 1 to 200 of them. */
function readIdempotencyKey(request: Request): string {
  const key = request.headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw refusal(
    'VALIDATION_FAILED',
    'A request that moves money needs an Idempotency-Key: 1 to 200 visible characters.',
    {
      issues: [{ path: 'Idempotency-Key', message: 'Missing or malformed header' }],
    },
  );
}

/** The cookie parser turns what begins with `j:` into objects; we set none of those. */
function textCookies(cookies: Readonly<Record<string, unknown>>): Map<string, string> {
  return new Map(Object.entries(cookies).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function replyThrough(response: Response, secure: boolean): Reply {
  const shared = { httpOnly: true, sameSite: 'strict', secure } as const;
  return {
    setCookie: (name: string, value: string, options: CookieOptions) =>
      void response.cookie(name, value, { ...shared, path: options.path, maxAge: options.maxAgeSeconds * 1000 }),
    clearCookie: (name: string, path: string) => void response.clearCookie(name, { ...shared, path }),
    replayed: () => void response.set('idempotency-replayed', 'true'),
    held: (ms) => {
      response.locals.heldMs = ms;
    },
  };
}
