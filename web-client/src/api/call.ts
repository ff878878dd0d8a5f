/**
 * Calls a route of the protocol by its name, as whoever is signed in. A token that has run out is renewed once, silently;
 * the call is repeated only where the person is still the same: another tab may have signed out, or in as somebody else.
 */
import type { ResultOf, Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import type { Access } from './access.ts';
import { ApiError } from './api-error.ts';
import { type CallOptions, exchange } from './exchange.ts';
import { owesSignOut, tellSignOut } from './owed-sign-out.ts';

export type Call = <N extends RouteName>(
  name: N,
  options: CallOptions<(typeof routes)[N]>,
) => Promise<ResultOf<(typeof routes)[N]>>;

/** Routes that are about the token itself. */
const withoutToken: readonly RouteName[] = ['register', 'login', 'passkeyLogin', 'refresh'];

export function createCall(access: Access): Call {
  return async (name, options) => {
    const route: (typeof routes)[typeof name] = routes[name];
    const aboutToken = withoutToken.includes(name);
    if (owesSignOut()) {
      // Before anything else. A new cookie would even take the place of the one that says which sign-in is to end.
      const told = tellSignOut();
      await (aboutToken ? told : told.catch(() => undefined));
    }
    if (aboutToken) return exchange(route, options, null);
    const token = access.token() ?? (await tokenFor(route, access));
    const person = access.person();
    if (options.as !== undefined && options.as !== person) throw new Error('Somebody else is signed in here now');
    try {
      return await exchange(route, options, token);
    } catch (error) {
      // Other codes of status 401 are about what was typed, not about the token.
      if (token === null || !(error instanceof ApiError && error.code === 'UNAUTHENTICATED')) throw error;
      const renewed = access.token() === token ? await access.renew() : null;
      const next = renewed?.accessToken ?? access.token();
      if (next === null || next === token || access.person() !== person) throw error;
      return exchange(route, options, next);
    }
  };
}

/** Where the route needs somebody and a sign-in is remembered, the token is fetched before the first try. */
async function tokenFor(route: Route, access: Access): Promise<string | null> {
  if (route.who === 'anyone' || !access.mayRenew()) return null;
  return (await access.renew())?.accessToken ?? null;
}
