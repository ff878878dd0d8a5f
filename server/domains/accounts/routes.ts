/**
 * Accounts over HTTP: opening one, signing in and out, proving an address, and what protects the account. The refresh token
 * travels in a cookie that scripts cannot read and other sites cannot send; where the scheme is https its name pins it to
 * this host (`__Host-`). So does the device's. A cookie that a request brings is never adopted: what is set is always new.
 */
import type { KeyObject } from 'node:crypto';
import type { Handlers, Reply } from '#platform/http/handler.ts';
import type { Limits } from '#platform/limits/index.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import type { SignedIn } from '#protocol/http/auth.ts';
import { addPasskey } from './add-passkey.ts';
import { askForReset } from './ask-for-reset.ts';
import { askForVerification } from './ask-for-verification.ts';
import { beginPasskey } from './begin-passkey.ts';
import { beginTotp } from './begin-totp.ts';
import { changePassword } from './change-password.ts';
import { checkLogin } from './check-login.ts';
import { checkPasskey } from './check-passkey.ts';
import { confirmTotp } from './confirm-totp.ts';
import { endEverySignIn } from './end-every-sign-in.ts';
import { endOwnSignIn } from './end-own-sign-in.ts';
import { endSignIn } from './end-sign-in.ts';
import { unauthenticated } from './errors.ts';
import { handOver } from './hand-over.ts';
import { issueTicket } from './issue-ticket.ts';
import { listSignIns } from './list-sign-ins.ts';
import { offerPasskeyLogin } from './offer-passkey-login.ts';
import { openAccount } from './open-account.ts';
import { type HeldSignIn, openSignIn, type Proved } from './open-sign-in.ts';
import type { AccountDeps, ProofDeps, Site } from './parts.ts';
import { type Device, readDevice } from './read-device.ts';
import { readSecurity } from './read-security.ts';
import { refreshSignIn } from './refresh-sign-in.ts';
import { removePasskey } from './remove-passkey.ts';
import { removeTotp } from './remove-totp.ts';
import { renewRecoveryCodes } from './renew-recovery-codes.ts';
import { resetPassword } from './reset-password.ts';
import { ticketSeconds } from './rules/lifetimes.ts';
import type { Account } from './store.ts';
import { verifyEmail } from './verify-email.ts';

export interface AccountRoutesDeps extends AccountDeps, ProofDeps {
  readonly redis: RedisConnection;
  readonly limits: Limits;
  readonly site: Site;
  /** 32 bytes derived for the purpose `access-token`. */
  readonly accessTokenKey: KeyObject;
  /** 32 bytes derived for the purpose `known-device`. */
  readonly deviceKey: Buffer;
  /** True where PUBLIC_URL is https. */
  readonly secureCookies: boolean;
}

/** `__Host-` demands it. */
const cookiePath = '/';
const deviceCookieSeconds = 365 * 86_400;

/** The routes of accounts. */
export function accountRoutes(deps: AccountRoutesDeps) {
  return {
    ...signInRoutes(deps),
    ...linkRoutes(deps),
    ...securityRoutes(deps),
    ...factorRoutes(deps),
    ...passkeyRoutes(deps),
  };
}

function signInRoutes(deps: AccountRoutesDeps): Handlers<'register' | 'login' | 'refresh' | 'logout' | 'socketTicket'> {
  const { limits } = deps;
  const names = cookieNames(deps);
  return {
    register: async ({ body, ip, userAgent, cookies, reply }) => {
      await limits.take('registerIp', ip);
      const account = await openAccount(deps, body);
      const device = deviceOf(deps, cookies);
      return begin(deps, reply, account, { secondFactor: false, userAgent }, device);
    },
    login: async ({ body, ip, userAgent, cookies, reply }) => {
      await limits.take('loginIp', ip);
      const device = deviceOf(deps, cookies);
      const { account, secondFactor } = await checkLogin(deps, body, device);
      return begin(deps, reply, account, { secondFactor, userAgent }, device);
    },
    refresh: async ({ cookies, ip, reply }) => {
      await limits.take('refreshIp', ip);
      const token = cookies.get(names.refresh);
      if (token === undefined) throw unauthenticated();
      return hand(deps, reply, await refreshSignIn(deps, token));
    },
    logout: async ({ caller, cookies, reply }) => {
      reply.clearCookie(names.refresh, cookiePath);
      await endSignIn(deps, { refreshToken: cookies.get(names.refresh), signInId: caller?.signInId });
      return {};
    },
    socketTicket: async ({ caller }) => {
      await limits.take('socketTicket', caller.userId);
      return { ticket: await issueTicket(deps, caller), expiresIn: ticketSeconds };
    },
  };
}

function linkRoutes(
  deps: AccountRoutesDeps,
): Handlers<'verifyEmail' | 'resendVerification' | 'forgotPassword' | 'resetPassword'> {
  const { limits } = deps;
  return {
    verifyEmail: async ({ body, ip }) => {
      await limits.take('linkIp', ip);
      await verifyEmail(deps, body.token);
      return {};
    },
    resendVerification: async ({ caller }) => {
      await limits.take('resend', caller.userId);
      await askForVerification(deps, caller.userId);
      return {};
    },
    forgotPassword: async ({ body, ip, cookies }) => {
      await askForReset(deps, { email: body.email, ip, device: deviceOf(deps, cookies) });
      return {};
    },
    resetPassword: async ({ body, ip, cookies, reply }) => {
      await limits.take('linkIp', ip);
      const { email } = await resetPassword(deps, body);
      // They read this person's mail: strangers' attempts must not keep them from signing in now.
      remember(deps, reply, deviceOf(deps, cookies), { email, secondFactor: false });
      return {};
    },
  };
}

function securityRoutes(
  deps: AccountRoutesDeps,
): Handlers<'listSignIns' | 'endOneSignIn' | 'endAllSignIns' | 'changePassword' | 'readSecurity'> {
  const names = cookieNames(deps);
  return {
    listSignIns: async ({ caller }) => ({ signIns: await listSignIns(deps, caller) }),
    endOneSignIn: async ({ caller, params }) => {
      await endOwnSignIn(deps, caller, params.id);
      return {};
    },
    endAllSignIns: async ({ caller, reply }) => {
      await endEverySignIn(deps, caller.userId);
      reply.clearCookie(names.refresh, cookiePath);
      return {};
    },
    changePassword: async ({ caller, body }) => {
      await changePassword(deps, caller, body);
      return {};
    },
    readSecurity: ({ caller }) => readSecurity(deps.database.read, caller.userId),
  };
}

function factorRoutes(
  deps: AccountRoutesDeps,
): Handlers<'beginTotp' | 'confirmTotp' | 'removeTotp' | 'renewRecoveryCodes'> {
  return {
    beginTotp: ({ caller, body }) => beginTotp(deps, caller, body),
    confirmTotp: async ({ caller, body, cookies, reply }) => {
      const { recoveryCodes, held } = await confirmTotp(deps, caller, body.code);
      remember(deps, reply, deviceOf(deps, cookies), { email: held.account.email, secondFactor: true });
      return { recoveryCodes, signedIn: await hand(deps, reply, held) };
    },
    removeTotp: async ({ caller, body }) => {
      await removeTotp(deps, caller, body);
      return {};
    },
    renewRecoveryCodes: async ({ caller, body }) => ({ recoveryCodes: await renewRecoveryCodes(deps, caller, body) }),
  };
}

function passkeyRoutes(
  deps: AccountRoutesDeps,
): Handlers<'beginPasskey' | 'addPasskey' | 'removePasskey' | 'passkeyLoginOptions' | 'passkeyLogin'> {
  const { limits } = deps;
  return {
    beginPasskey: ({ caller, body }) => beginPasskey(deps, caller, body),
    addPasskey: async ({ caller, body }) => ({ passkey: await addPasskey(deps, caller, body) }),
    removePasskey: async ({ caller, params }) => {
      await removePasskey(deps, caller, params.id);
      return {};
    },
    passkeyLoginOptions: async ({ ip }) => {
      await limits.take('passkeyIp', ip);
      return offerPasskeyLogin(deps);
    },
    passkeyLogin: async ({ body, ip, userAgent, cookies, reply }) => {
      await limits.take('loginIp', ip);
      const account = await checkPasskey(deps, body);
      return begin(deps, reply, account, { secondFactor: true, userAgent }, deviceOf(deps, cookies));
    },
  };
}

/** Opens a sign-in for somebody who just proved who they are; from now on the device is known. */
async function begin(
  deps: AccountRoutesDeps,
  reply: Reply,
  account: Account,
  proved: Proved,
  device: Device,
): Promise<SignedIn> {
  const held = await openSignIn(deps, account, proved);
  const signedIn = await hand(deps, reply, held);
  remember(deps, reply, device, { email: account.email, secondFactor: proved.secondFactor });
  return signedIn;
}

/** Makes the device one that knows somebody. */
function remember(
  deps: AccountRoutesDeps,
  reply: Reply,
  device: Device,
  { email, secondFactor }: { readonly email: string; readonly secondFactor: boolean },
): void {
  const options = { maxAgeSeconds: deviceCookieSeconds, path: cookiePath };
  reply.setCookie(cookieNames(deps).device, device.knowing(email, secondFactor), options);
}

function hand(deps: AccountRoutesDeps, reply: Reply, held: HeldSignIn): Promise<SignedIn> {
  const { account, signIn, refreshToken, expiresAt } = held;
  const maxAgeSeconds = Math.floor((expiresAt.getTime() - deps.clock.now()) / 1_000);
  reply.setCookie(cookieNames(deps).refresh, refreshToken, { maxAgeSeconds, path: cookiePath });
  return handOver(deps, account, signIn);
}

function deviceOf(deps: AccountRoutesDeps, cookies: ReadonlyMap<string, string>): Device {
  return readDevice(deps.deviceKey, cookies.get(cookieNames(deps).device), deps.clock.now());
}

function cookieNames({ secureCookies }: AccountRoutesDeps): { readonly refresh: string; readonly device: string } {
  const host = secureCookies ? '__Host-' : '';
  return { refresh: `${host}busker_refresh`, device: `${host}busker_device` };
}
