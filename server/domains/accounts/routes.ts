/**
 * Signing in, staying signed in, signing out, over HTTP. The refresh token travels in a cookie that scripts cannot read
 * and other sites cannot send; where the scheme is https its name pins it to this host (`__Host-`).
 */
import type { Clock } from '#kernel/clock.ts';
import type { Database } from '#platform/database/index.ts';
import type { Handlers, Identity, Reply } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { News } from '#platform/outbox/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { SignedIn } from '#protocol/http/auth.ts';
import { checkCredentials } from './check-credentials.ts';
import { endSignIn } from './end-sign-in.ts';
import { unauthenticated } from './errors.ts';
import type { AccountEvents } from './events.ts';
import { issueAccessToken } from './issue-access-token.ts';
import { issueTicket } from './issue-ticket.ts';
import { type HeldSignIn, openSignIn } from './open-sign-in.ts';
import { refreshSignIn } from './refresh-sign-in.ts';
import { canonicalEmail } from './rules/email.ts';
import { accessTokenSeconds, ticketSeconds } from './rules/lifetimes.ts';

export interface AccountRoutesDeps {
  readonly database: Database;
  readonly redis: RedisConnection;
  readonly news: News<AccountEvents>;
  readonly limits: Limits;
  readonly clock: Clock;
  /** 32 bytes derived for the purpose `access-token`. */
  readonly accessTokenKey: Buffer;
  /** True where PUBLIC_URL is https. */
  readonly secureCookies: boolean;
}

/** `__Host-` demands it. */
const cookiePath = '/';

/** The routes of accounts. */
export function accountRoutes(deps: AccountRoutesDeps): Handlers<'login' | 'refresh' | 'logout' | 'socketTicket'> {
  const { database, limits } = deps;
  const cookie = deps.secureCookies ? '__Host-busker_refresh' : 'busker_refresh';
  return {
    login: async ({ body, ip, reply }) => {
      await limits.take('loginIp', ip);
      await limits.take('loginAccount', canonicalEmail(body.email));
      const account = await checkCredentials(database.read, body);
      return hand(deps, reply, cookie, await openSignIn(deps, account));
    },
    refresh: async ({ cookies, ip, reply }) => {
      await limits.take('refreshIp', ip);
      const token = cookies.get(cookie);
      if (token === undefined) throw unauthenticated();
      return hand(deps, reply, cookie, await refreshSignIn(deps, token));
    },
    logout: async ({ caller, cookies, reply }) => {
      reply.clearCookie(cookie, cookiePath);
      await endSignIn(deps, { refreshToken: cookies.get(cookie), signInId: caller?.signInId });
      return {};
    },
    socketTicket: async ({ caller }) => {
      await limits.take('socketTicket', caller.userId);
      return { ticket: await issueTicket(deps, caller), expiresIn: ticketSeconds };
    },
  };
}

function hand(deps: AccountRoutesDeps, reply: Reply, cookie: string, held: HeldSignIn): SignedIn {
  const { account, signInId, refreshToken, expiresAt } = held;
  const maxAgeSeconds = Math.floor((expiresAt.getTime() - deps.clock.now()) / 1_000);
  reply.setCookie(cookie, refreshToken, { maxAgeSeconds, path: cookiePath });
  const { id, email, displayName } = account;
  const identity: Identity = { userId: id, displayName, roles: account.roles, signInId };
  return {
    user: { id, email, displayName, roles: [...account.roles] },
    accessToken: issueAccessToken(deps, identity),
    expiresIn: accessTokenSeconds,
  };
}
