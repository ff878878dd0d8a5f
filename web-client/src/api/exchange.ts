/**
 * One request and its answer over HTTP, as its route in the protocol declares it. Knows nothing of who is signed in.
 */
import { ErrorBody } from '#protocol/errors.ts';
import type { BodyOf, ParamsOf, QueryOf, ReceivedFile, ResultOf, Route } from '#protocol/http/route.ts';
import { ApiError } from './api-error.ts';

// Not once for each part of a union: a body may be one of several.
type Given<Name extends string, Value> = [Value] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : { readonly [N in Name]: Value };

/** What a caller hands over: body and params where the route has them, a query where it wishes, a file where it takes one. */
export type CallOptions<R extends Route> = Given<'body', BodyOf<R>> &
  Given<'params', ParamsOf<R>> & {
    readonly query?: QueryOf<R> | undefined;
    /** Only where the route takes one (`upload`). */
    readonly file?: Blob | undefined;
    readonly signal?: AbortSignal | undefined;
    /** Goes on where the page is closed meanwhile. */
    readonly keepalive?: boolean | undefined;
    /** Where the route moves money (`idempotent`): the same key again is the same wish, carried out once. */
    readonly idempotencyKey?: string | undefined;
    /** Sent only while this person is signed in here: never in another's name. */
    readonly as?: string | undefined;
  };

interface Sendable {
  readonly body?: unknown;
  readonly params?: unknown;
  readonly query?: unknown;
  readonly file?: Blob | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly keepalive?: boolean | undefined;
  readonly idempotencyKey?: string | undefined;
}

/** @throws ApiError; the signal's reason where it was aborted. */
export async function exchange<R extends Route>(
  route: R,
  options: CallOptions<R>,
  accessToken: string | null,
): Promise<ResultOf<R>> {
  const response = await send(route, options, accessToken);
  if (response.ok && route.answer === undefined) return (await fileOf(response)) as ResultOf<R>;
  const text = await response.text().catch(() => '');
  if (!response.ok || route.answer === undefined) throw failureOf(response, text);
  const answer = route.answer.safeParse(parsed(text) ?? {});
  if (!answer.success) throw new ApiError(`${route.path} answered in an unknown form`, { kind: 'unexpected' });
  return answer.data as ResultOf<R>;
}

async function send(route: Route, options: Sendable, accessToken: string | null): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  if (accessToken !== null) headers.set('authorization', `Bearer ${accessToken}`);
  if (options.body !== undefined) headers.set('content-type', 'application/json');
  if (options.idempotencyKey !== undefined) headers.set('idempotency-key', options.idempotencyKey);
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin', cache: 'no-store' };
  if (options.body !== undefined) init.body = JSON.stringify(options.body);
  // Its Content-Type is the file's own.
  if (options.file !== undefined) init.body = options.file;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;
  try {
    return await fetch(pathOf(route.path, options.params) + searchOf(options.query), init);
  } catch {
    options.signal?.throwIfAborted();
    throw new ApiError('Busker could not be reached.', { kind: 'offline' });
  }
}

/** `/api/streams/:id` with its params filled in. */
export function pathOf(path: string, params: unknown): string {
  const values = (params ?? {}) as Readonly<Record<string, unknown>>;
  return path.replaceAll(/:(\w+)/g, (_all, name: string) => encodeURIComponent(String(values[name])));
}

/** `?a=b`, without what is undefined; nothing where there is nothing to ask. */
export function searchOf(query: unknown): string {
  const given = Object.entries((query ?? {}) as Readonly<Record<string, unknown>>);
  const search = new URLSearchParams();
  for (const [name, value] of given) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? '' : `?${search.toString()}`;
}

async function fileOf(response: Response): Promise<ReceivedFile> {
  const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { type: response.headers.get('content-type') ?? '', bytes, ...(name === undefined ? {} : { name }) };
}

function failureOf(response: Response, text: string): ApiError {
  const { status } = response;
  const after = Number.parseInt(response.headers.get('retry-after') ?? '', 10);
  const retryAfterS = Number.isNaN(after) ? undefined : after;
  const body = ErrorBody.safeParse(parsed(text));
  if (!body.success) {
    const kind = status >= 500 ? 'unavailable' : 'unexpected';
    return new ApiError(`Busker answered with status ${status}.`, { kind, status, retryAfterS });
  }
  const { error: code, message, ...facts } = body.data;
  return new ApiError(message, { kind: status >= 500 ? 'unavailable' : 'refused', code, status, facts, retryAfterS });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
