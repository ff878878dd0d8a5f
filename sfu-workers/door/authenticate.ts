/**
 * Who may open a control connection: the holder of a token signed with the deployment's media-control key, a minute old
 * at most.
 */
import type { IncomingMessage } from 'node:http';
import jwt from 'jsonwebtoken';
import type { Clock } from '#kernel/clock.ts';
import { controlAudience } from '#protocol/media/control.ts';

const maxAgeS = 60;
/** How far the clocks of two machines may be apart, in seconds. */
const clockSkewS = 5;

/** Whether the request carries a valid token. */
export function isAuthentic(request: IncomingMessage, key: Buffer, clock: Clock): boolean {
  const token = /^Bearer ([\w.-]+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token === undefined) return false;
  const nowS = Math.floor(clock.now() / 1000);
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ['HS256'],
      audience: controlAudience,
      maxAge: maxAgeS,
      clockTimestamp: nowS,
      clockTolerance: clockSkewS,
    });
    // A token dated into the future would outlive its minute.
    return typeof claims === 'object' && (claims.iat ?? Number.POSITIVE_INFINITY) <= nowS + clockSkewS;
  } catch {
    return false;
  }
}
