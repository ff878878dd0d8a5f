/**
 * The access token: in memory only, renewed through the refresh cookie. One renewal at a time in this tab, and one at a
 * time among tabs (Web Locks), because a refresh cookie that is used twice ends the sign-in.
 */
import type { SignedIn } from '#protocol/http/auth.ts';
import { routes } from '#protocol/http/routes.ts';
import { ApiError } from './api-error.ts';
import { exchange } from './exchange.ts';
import { type Listen, listeners } from './listeners.ts';

/** Remembers only *that* somebody is signed in here, so that anonymous pages need not ask. */
const markKey = 'busker.signed-in';

export interface Access {
  token(): string | null;
  /** Whether it makes sense to ask for a token. */
  mayRenew(): boolean;
  /** Takes what a sign-in gave; null after signing out. */
  take(signedIn: SignedIn | null): void;
  /** A new token, or null where nobody is signed in any more. @throws ApiError where the server cannot say. */
  renew(): Promise<SignedIn | null>;
  /** Calls back whenever the signed-in person or token changes. */
  onChange: Listen<SignedIn | null>;
}

export function createAccess(): Access {
  const changes = listeners<SignedIn | null>();
  let current: SignedIn | null = null;
  let renewal: Promise<SignedIn | null> | null = null;

  const take = (signedIn: SignedIn | null): void => {
    current = signedIn;
    if (signedIn) localStorage.setItem(markKey, '1');
    else localStorage.removeItem(markKey);
    changes.tell(signedIn);
  };

  return {
    token: () => current?.accessToken ?? null,
    mayRenew: () => localStorage.getItem(markKey) !== null,
    take,
    renew: () => {
      renewal ??= inTurn(refresh)
        .then((signedIn) => {
          take(signedIn);
          return signedIn;
        })
        .finally(() => {
          renewal = null;
        });
      return renewal;
    },
    onChange: changes.listen,
  };
}

async function refresh(): Promise<SignedIn | null> {
  try {
    return await exchange(routes.refresh, { body: {} }, null);
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

/** Runs alone among the tabs of this browser; without Web Locks (not a secure context) alone in this one. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return work();
  return navigator.locks.request('busker.refresh', work);
}
