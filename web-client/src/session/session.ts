/**
 * Who is signed in on this page. Tabs tell each other, so that signing out in one signs out all.
 */
import type { OwnUser, SignedIn } from '#protocol/http/auth.ts';
import type { BodyOf, Role } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { type Access, type Call, owesSignOut } from '../api/index.ts';
import { tellOwed } from './tell-owed.ts';

export type Credentials = BodyOf<typeof routes.login>;

/** `restoring`: the page has just opened and asks whether it is still signed in. */
export type SessionState =
  | { readonly status: 'restoring'; readonly user: null }
  | { readonly status: 'anonymous'; readonly user: null }
  | { readonly status: 'signed-in'; readonly user: OwnUser };

export interface Session {
  current(): SessionState;
  subscribe(listener: () => void): () => void;
  /** Asks once whether this browser is still signed in. */
  restore(): Promise<void>;
  /** @throws ApiError */
  signIn(credentials: Credentials): Promise<void>;
  /** Takes what another door answered: a new account, a passkey, a second factor just turned on. */
  enter(signedIn: SignedIn): void;
  /** Asks anew who one is: name, roles and second factor may have changed. @throws ApiError where nobody can say */
  refresh(): Promise<void>;
  /** Signed out here at once. The server is told now, or as soon as it can be reached, on another day if need be. */
  signOut(): void;
}

/** How long to wait before asking a server again that could not be reached. */
const retryMs = 5_000;
const anonymous: SessionState = { status: 'anonymous', user: null };

export function createSession(call: Call, access: Access): Session {
  let state: SessionState = access.mayRenew() ? { status: 'restoring', user: null } : anonymous;
  const listeners = new Set<() => void>();
  const tabs = new BroadcastChannel('busker.session');

  const settle = (signedIn: SignedIn | null): void => {
    // A renewed token is no news unless it is somebody else's, or the person changed.
    if (signedIn && JSON.stringify(state.user) === JSON.stringify(signedIn.user)) return;
    state = signedIn ? { status: 'signed-in', user: signedIn.user } : anonymous;
    for (const listener of listeners) listener();
  };
  const restore = async (): Promise<void> => {
    if (owesSignOut()) void tellOwed();
    if (!access.mayRenew()) return settle(null);
    try {
      await access.renew();
    } catch {
      // The server could not say: nobody for now, and asked again until it can.
      settle(null);
      setTimeout(() => void restore(), retryMs);
    }
  };

  const enter = (signedIn: SignedIn): void => {
    access.take(signedIn);
    tabs.postMessage('signed-in');
  };

  access.onChange(settle);
  tabs.onmessage = ({ data }) => {
    if (data === 'signed-in') void restore();
    else access.take(null);
  };

  return {
    current: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restore,
    signIn: async (credentials) => enter(await call('login', { body: credentials })),
    enter,
    refresh: async () => {
      if (access.mayRenew()) await access.renew();
    },
    signOut: () => {
      access.leave();
      tabs.postMessage('signed-out');
      void tellOwed();
    },
  };
}

/** Whether the person holds the role. */
export function holds(state: SessionState, role: Role): boolean {
  return state.user?.roles.includes(role) ?? false;
}
