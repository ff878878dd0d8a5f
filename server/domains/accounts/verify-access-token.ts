/**
 * Says who an access token stands for. Everything about the token is fixed here and nothing is taken from it: algorithm,
 * issuer, audience, both types, and how long it may live at most.
 */
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { z } from 'zod';
import type { Identity } from '#platform/http/handler.ts';
import { roles } from '#protocol/http/auth.ts';
import { unauthenticated } from './errors.ts';
import type { AccessTokenDeps } from './issue-access-token.ts';
import {
  accessTokenAudience,
  accessTokenIssuer,
  accessTokenType,
  longestAccessTokenSeconds,
} from './rules/access-token.ts';

const Claims = z.object({
  typ: z.literal('access'),
  sub: z.uuid(),
  sid: z.uuid(),
  name: z.string(),
  handle: z.string(),
  roles: z.array(z.enum(roles)),
  held: z.array(z.enum(roles)),
  rv: z.int().min(1),
  iat: z.int(),
  exp: z.int(),
});

/** @throws UNAUTHENTICATED for anything but a token of ours, for this door, that has not expired. */
export function verifyAccessToken({ accessTokenKey, clock }: AccessTokenDeps, token: string): Identity {
  const claims = Claims.safeParse(verified(accessTokenKey, token, Math.floor(clock.now() / 1_000)));
  if (!claims.success) throw unauthenticated();
  const { sub, sid, name, handle, held, rv, iat, exp } = claims.data;
  if (exp - iat > longestAccessTokenSeconds) throw unauthenticated();
  return {
    ...{ userId: sub, signInId: sid, displayName: name, handle, rightsVersion: rv },
    ...{ roles: claims.data.roles, heldBack: held },
  };
}

function verified(key: KeyObject, token: string, clockTimestamp: number): unknown {
  try {
    const { header, payload } = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer: accessTokenIssuer,
      audience: accessTokenAudience,
      clockTimestamp,
      complete: true,
    });
    return header.typ === accessTokenType ? payload : undefined;
  } catch {
    return undefined;
  }
}
