/**
 * Makes the short token that travels with every request. Signed, not stored: nobody asks the database who is calling.
 */
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Identity } from '#platform/http/handler.ts';
import { accessTokenAudience, accessTokenIssuer, accessTokenType } from './rules/access-token.ts';
import { accessTokenSeconds } from './rules/lifetimes.ts';

export interface AccessTokenDeps {
  /** 32 bytes derived for the purpose `access-token`, used for nothing else. */
  readonly accessTokenKey: KeyObject;
  readonly clock: Clock;
}

/** A JWT (HS256, `typ: at+jwt`) that says who is calling for the next ten minutes. */
export function issueAccessToken({ accessTokenKey, clock }: AccessTokenDeps, identity: Identity): string {
  const iat = Math.floor(clock.now() / 1_000);
  const claims = {
    typ: 'access',
    iss: accessTokenIssuer,
    aud: accessTokenAudience,
    sub: identity.userId,
    sid: identity.signInId,
    jti: newId(clock.now()),
    name: identity.displayName,
    handle: identity.handle,
    roles: identity.roles,
    held: identity.heldBack,
    rv: identity.rightsVersion,
    iat,
    exp: iat + accessTokenSeconds,
  };
  return jwt.sign(claims, accessTokenKey, { algorithm: 'HS256', header: { alg: 'HS256', typ: accessTokenType } });
}
