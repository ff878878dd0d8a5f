/**
 * Asking a route as its example says, and whether somebody was let in.
 */

import { newId } from '#kernel/ids.ts';
import { ErrorBody } from '#protocol/errors.ts';
import type { Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import type { ApiClient, HttpAnswer } from '../world/api.ts';
import type { GoodRequest } from './example.ts';

/** The address with everything filled in. */
export function addressOf(name: RouteName, { params, query }: Pick<GoodRequest, 'params' | 'query'>): string {
  const path = routes[name].path.replaceAll(/:(\w+)/g, (_all, key: string) => params?.[key] ?? '');
  return query === undefined ? path : `${path}?${new URLSearchParams(query)}`;
}

/** Sends the request as it is. */
export function askAs(
  client: ApiClient,
  name: RouteName,
  given: GoodRequest,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpAnswer> {
  const { method, idempotent }: Route = routes[name];
  const address = addressOf(name, given);
  const keyed = idempotent === true ? { 'idempotency-key': newId(), ...headers } : headers;
  if (given.file !== undefined) {
    return client.raw(method, address, {
      headers: { 'content-type': given.file.type, ...headers },
      body: given.file.bytes,
    });
  }
  if (given.body === undefined) return client.raw(method, address, { headers });
  return client.json(method, address, given.body, keyed);
}

/** Done as declared, or refused for a reason that only those hear who were let in. */
export function isAdmitted(name: RouteName, given: GoodRequest, answer: HttpAnswer): boolean {
  return succeeded(name, answer) || refusedAfterwards(given, answer);
}

/** The status and the answer that the protocol declares. */
export function succeeded(name: RouteName, { status, headers, body }: HttpAnswer): boolean {
  const route: Route = routes[name];
  if (status !== route.status) return false;
  if (route.answer !== undefined) return route.answer.safeParse(body).success;
  return route.file?.some((type) => (headers['content-type'] ?? '').startsWith(type)) ?? false;
}

function refusedAfterwards({ otherwise }: GoodRequest, { body }: HttpAnswer): boolean {
  const refused = ErrorBody.safeParse(body);
  return refused.success && (otherwise?.includes(refused.data.error) ?? false);
}
