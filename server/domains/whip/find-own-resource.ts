/**
 * The session that an address names, for whoever may change it: the address holds a secret, and whoever proved who they are
 * when it began does so again.
 */
import { isSecretOf, readToken } from '#platform/websocket/session-token.ts';
import { noBearer, notYours, resourceGone } from './errors.ts';
import { identifySender } from './identify-sender.ts';
import type { Asking, Protocol, Resource, WhipDeps } from './parts.ts';

export interface Named extends Asking {
  readonly protocol: Protocol;
  /** The last part of the address. */
  readonly token: string;
}

/** @throws Refusal NOT_FOUND; UNAUTHENTICATED, FORBIDDEN where it is somebody else's; RATE_LIMITED */
export async function findOwnResource(deps: WhipDeps, named: Named): Promise<Resource> {
  await deps.limits.take('whipChangeIp', named.ip);
  const token = readToken(named.token);
  const resource = token === undefined ? undefined : await deps.resources.find(token.id);
  if (token === undefined || resource === undefined) throw resourceGone();
  const same = resource.protocol === named.protocol && resource.stream === named.stream;
  if (!same || !isSecretOf(token.secret, resource.secretHash)) throw resourceGone();
  if (resource.userId === null) return resource;
  if (named.bearer === undefined) throw noBearer();
  const { identity } = await identifySender(deps, named);
  if (identity.userId !== resource.userId) throw notYours();
  return resource;
}
