/**
 * The HTTP of WHIP (RFC 9725) and WHEP: methods, media types, headers and statuses. What happens behind the door it is told.
 * Programs on any site may call: nothing here reads a cookie, and what proves somebody is a header of their own.
 */
import express, { type Request, type RequestHandler, Router } from 'express';
import { refusal } from '#protocol/errors.ts';
import { type DoorName, doorMethods, doorPaths, fragmentType, largestSdp, sdpType } from '#protocol/http/sdp-doors.ts';
import { clientAddress } from './client-address.ts';

export interface SdpAsking {
  readonly stream: string;
  /** Of the Authorization header; undefined where there is none. */
  readonly bearer: string | undefined;
  readonly ip: string;
}

export interface SdpNamed extends SdpAsking {
  /** The last part of the session's address. */
  readonly token: string;
}

/** What a session begins with. */
export interface OpenedSdp {
  /** The last part of its address. */
  readonly token: string;
  readonly etag: string;
  readonly answer: string;
  /** Values of `Link` headers. */
  readonly links: readonly string[];
}

export interface SdpDoor {
  open(asking: SdpAsking, offer: string): Promise<OpenedSdp>;
  change(
    named: SdpNamed & { readonly ifMatch: string | undefined },
    fragment: string,
  ): Promise<{ readonly etag: string; readonly fragment: string | undefined }>;
  end(named: SdpNamed): Promise<void>;
}

export interface SdpDoorOptions {
  /** Proxies in front of us whose X-Forwarded-For is believed. */
  readonly trustProxy: number;
  /** Sees every answer: method and status, and how long it took, in seconds. */
  readonly observe: (route: string, status: number, seconds: number) => void;
  readonly monotonicMs: () => number;
}

const ofEndpoint = doorMethods.endpoint.join(', ');
const ofResource = doorMethods.resource.join(', ');

/** @param name the first part of every address behind it */
export function sdpDoor(name: DoorName, door: SdpDoor, options: SdpDoorOptions): RequestHandler {
  const router = Router();
  const { endpoint, resource } = doorPaths(name);
  router.use(`/${name}`, openToAll, observed(name, options));
  router.options(endpoint, allow(ofEndpoint, { 'Accept-Post': sdpType }));
  router.post(endpoint, typed(sdpType), read(sdpType), async (request, response) => {
    const { token, etag, answer, links } = await door.open(askingOf(request, options), textOf(request));
    response
      .status(201)
      .set({ Location: `/${name}/${request.params.stream}/${token}`, ETag: `"${etag}"`, 'Cache-Control': 'no-store' })
      .append('Link', [...links])
      .type(sdpType)
      .send(answer);
  });
  router.all(endpoint, notAllowed(ofEndpoint));
  router.options(resource, allow(ofResource, { 'Accept-Patch': fragmentType }));
  router.patch(resource, typed(fragmentType), read(fragmentType), async (request, response) => {
    const named = { ...namedOf(request, options), ifMatch: request.get('if-match') };
    const { etag, fragment } = await door.change(named, textOf(request));
    response.set('ETag', `"${etag}"`);
    if (fragment === undefined) response.status(204).end();
    else response.status(200).type(fragmentType).send(fragment);
  });
  router.delete(resource, async (request, response) => {
    await door.end(namedOf(request, options));
    response.status(200).end();
  });
  router.all(resource, notAllowed(ofResource));
  return router;
}

const openToAll: RequestHandler = (_request, response, next) => {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Expose-Headers': 'Location, ETag, Link, Accept-Patch, Accept-Post, Retry-After',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  next();
};

function observed(name: string, { observe, monotonicMs }: SdpDoorOptions): RequestHandler {
  return ({ method }, response, next) => {
    const startedMs = monotonicMs();
    const known = ['POST', 'PATCH', 'DELETE', 'OPTIONS'].includes(method) ? method.toLowerCase() : 'other';
    response.once('finish', () => observe(`${name} ${known}`, response.statusCode, (monotonicMs() - startedMs) / 1000));
    next();
  };
}

function allow(methods: string, accepts: Readonly<Record<string, string>>): RequestHandler {
  return (_request, response) => {
    response
      .set({ ...accepts, Allow: methods, 'Access-Control-Allow-Methods': methods, 'Access-Control-Max-Age': '7200' })
      .set('Access-Control-Allow-Headers', 'Authorization, Content-Type, If-Match')
      .status(204)
      .end();
  };
}

/** RFC 9725: what is not defined is not answered, so that it may be defined one day. */
function notAllowed(methods: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods);
    throw refusal('METHOD_NOT_ALLOWED', `Only ${methods} are possible here.`);
  };
}

function typed(type: string): RequestHandler {
  return (request, _response, next) => {
    if (!request.is(type)) throw refusal('UNSUPPORTED_MEDIA_TYPE', `The body is ${type}, and says so.`);
    next();
  };
}

function read(type: string): RequestHandler {
  return express.text({ type, limit: largestSdp });
}

function textOf({ body }: Request): string {
  if (typeof body === 'string' && body !== '') return body;
  throw refusal('VALIDATION_FAILED', 'There is no SDP in the body.', { issues: [] });
}

function askingOf(request: Request, { trustProxy }: SdpDoorOptions): SdpAsking {
  const { stream } = request.params;
  if (typeof stream !== 'string' || !isId(stream)) throw refusal('NOT_FOUND', 'There is no such stream.');
  return { stream: stream.toLowerCase(), bearer: bearerOf(request), ip: clientAddress(request, trustProxy) };
}

function namedOf(request: Request, options: SdpDoorOptions): SdpNamed {
  return { ...askingOf(request, options), token: String(request.params.token) };
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

/** RFC 9110: the name of a scheme is written in any case. */
function bearerOf({ headers }: Pick<Request, 'headers'>): string | undefined {
  if (headers.authorization === undefined) return undefined;
  const [, token] = /^Bearer +([\w.~+/-]+=*)$/i.exec(headers.authorization) ?? [];
  if (token === undefined) throw refusal('UNAUTHENTICATED', 'The Authorization header is not a bearer token.');
  return token;
}
