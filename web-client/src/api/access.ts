/**
 * The access token: in memory only, renewed through the refresh cookie. One renewal at a time in this tab, and one at a
 * time among tabs (Web Locks), because a refresh cookie that is used twice ends the sign-in.
 */
import type { SignedIn } from '#protocol/http/auth.ts';
import { routes } from '#protocol/http/routes.ts';
import { ApiError } from './api-error.ts';
import { exchange } from './exchange.ts';
import { inTurn } from './in-turn.ts';
import { type Listen, listeners } from './listeners.ts';
import { oweSignOut, owesSignOut } from './owed-sign-out.ts';

/** Remembers only *that* somebody is signed in here, so that anonymous pages need not ask. */
const markKey = 'busker.signed-in';

export interface Access {
  token(): string | null;
  /** Whose token it is; null: nobody's; undefined: this page has not asked yet. */
  person(): string | null | undefined;
  /** Whether it makes sense to ask for a token. */
  mayRenew(): boolean;
  /** Takes what a sign-in gave; null after signing out. */
  take(signedIn: SignedIn | null): void;
  /** Nobody is signed in from now on, in any tab, whatever the server knows; it is owed to tell it. */
  leave(): void;
  /** A new token, or null where nobody is signed in any more. @throws ApiError where the server cannot say. */
  renew(): Promise<SignedIn | null>;
  /** Calls back whenever the signed-in person or token changes. */
  onChange: Listen<SignedIn | null>;
}

export function createAccess(): Access {
  const changes = listeners<SignedIn | null>();
  let current: SignedIn | null = null;
  let renewal: Promise<SignedIn | null> | null = null;
  let takes = 0;

  const mayRenew = (): boolean => localStorage.getItem(markKey) !== null && !owesSignOut();
  const take = (signedIn: SignedIn | null): void => {
    takes += 1;
    current = signedIn;
    if (signedIn) localStorage.setItem(markKey, '1');
    else localStorage.removeItem(markKey);
    changes.tell(signedIn);
  };

  const renew = async (): Promise<SignedIn | null> => {
    const before = takes;
    const signedIn = await inTurn(refresh);
    // Who signed in or out meanwhile has the last word.
    if (takes === before) take(signedIn);
    return current;
  };

  return {
    token: () => current?.accessToken ?? null,
    person: () => current?.user.id ?? (mayRenew() ? undefined : null),
    mayRenew,
    take,
    leave: () => {
      oweSignOut();
      take(null);
    },
    renew: () => {
      renewal ??= renew().finally(() => {
        renewal = null;
      });
      return renewal;
    },
    onChange: changes.listen,
  };
}

async function refresh(): Promise<SignedIn | null> {
  if (owesSignOut()) return null;
  try {
    return await exchange(routes.refresh, { body: {} }, null);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}
