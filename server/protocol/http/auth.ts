/**
 * Signing in and staying signed in. A short access token travels in the Authorization header; a rotating refresh token
 * lives in a cookie that scripts cannot read.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { DisplayName } from './names.ts';
import { route } from './route.ts';

export const roles = ['viewer', 'performer', 'supporter', 'moderator', 'admin'] as const;
export const RoleName = z.enum(roles);

/** A person as everybody may see them. */
export const PublicUser = z
  .object({
    id: Id,
    displayName: z.string(),
    handle: z.string().describe('Unique; the address of their page is /u/:handle'),
    roles: z.array(RoleName).describe('Those that count in this sign-in'),
  })
  .meta({ id: 'PublicUser' });
export type PublicUser = z.infer<typeof PublicUser>;

/** The signed-in person's own account. */
export const OwnUser = PublicUser.extend({
  email: z.email(),
  emailVerified: z.boolean(),
  secondFactor: z
    .object({ enrolled: z.boolean(), used: z.boolean(), required: z.boolean() })
    .describe('Required and not used: the roles moderator and admin do not count in this sign-in'),
}).meta({ id: 'OwnUser' });
export type OwnUser = z.infer<typeof OwnUser>;

export const SignedIn = z
  .object({
    user: OwnUser,
    accessToken: z.string(),
    expiresIn: z.int().describe('Seconds until the access token expires'),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

export const Email = z.email().max(254);
/** A new password: long rather than complicated (NIST SP 800-63B). */
export const NewPassword = z.string().min(10).max(256);
/** Six digits of an authenticator, or a recovery code (`xxxxx-xxxxx`). */
export const SecondFactorCode = z.string().regex(/^(\d{6}|[a-z0-9]{5}-[a-z0-9]{5})$/);

const Credentials = z
  .strictObject({ email: Email, password: z.string().min(1).max(256), code: SecondFactorCode.optional() })
  .meta({ id: 'Credentials' });

const nothing = z.strictObject({});

export const register = route({
  method: 'POST',
  path: '/api/auth/register',
  summary: 'Opens an account and signs in; adults only: the date is checked and not kept',
  who: 'anyone',
  status: 201,
  body: z
    .strictObject({ email: Email, password: NewPassword, displayName: DisplayName, birthDate: z.iso.date() })
    .meta({ id: 'NewAccount' }),
  params: undefined,
  answer: SignedIn,
  refusals: ['ADULTS_ONLY', 'EMAIL_TAKEN', 'PASSWORD_WEAK', 'CONTENT_BLOCKED'],
});

export const login = route({
  method: 'POST',
  path: '/api/auth/login',
  summary: 'Signs in with e-mail and password, and the second factor where the account has one',
  who: 'anyone',
  status: 200,
  body: Credentials,
  params: undefined,
  answer: SignedIn,
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED'],
});

export const refresh = route({
  method: 'POST',
  path: '/api/auth/refresh',
  summary: 'Trades the refresh cookie for a new access token and a new cookie',
  who: 'anyone',
  status: 200,
  body: nothing,
  params: undefined,
  answer: SignedIn,
  refusals: ['UNAUTHENTICATED', 'SESSION_EXPIRED', 'SESSION_REUSED'],
});

export const logout = route({
  method: 'POST',
  path: '/api/auth/logout',
  summary: 'Ends this sign-in; its sockets close within a second',
  who: 'anyone',
  status: 200,
  body: nothing,
  params: undefined,
  answer: z.object({}),
  refusals: [],
});

export const socketTicket = route({
  method: 'POST',
  path: '/api/auth/socket-ticket',
  summary: 'A ticket that opens one socket within 60 seconds as the signed-in person',
  who: 'user',
  status: 201,
  body: nothing,
  params: undefined,
  answer: z.object({ ticket: z.string(), expiresIn: z.int() }),
  refusals: ['OVERLOADED'],
});

export const verifyEmail = route({
  method: 'POST',
  path: '/api/auth/verify-email',
  summary: 'Proves an e-mail address with the token that was mailed to it',
  who: 'anyone',
  status: 200,
  body: z.strictObject({ token: z.string().min(1).max(256) }),
  params: undefined,
  answer: z.object({}),
  refusals: ['LINK_EXPIRED'],
});

export const resendVerification = route({
  method: 'POST',
  path: '/api/auth/resend-verification',
  summary: 'Mails the verification link again; nothing where the address is verified',
  who: 'user',
  status: 202,
  body: nothing,
  params: undefined,
  answer: z.object({}),
  refusals: [],
});

export const forgotPassword = route({
  method: 'POST',
  path: '/api/auth/forgot-password',
  summary:
    'Mails a link that sets a new password; answers alike whether the address has an account or had links enough',
  who: 'anyone',
  status: 202,
  body: z.strictObject({ email: Email }),
  params: undefined,
  answer: z.object({}),
  refusals: [],
});

export const resetPassword = route({
  method: 'POST',
  path: '/api/auth/reset-password',
  summary: 'Sets a new password with the token that was mailed; ends every sign-in of the account',
  who: 'anyone',
  status: 200,
  body: z.strictObject({ token: z.string().min(1).max(256), password: NewPassword }),
  params: undefined,
  answer: z.object({}),
  refusals: ['LINK_EXPIRED', 'PASSWORD_WEAK'],
});

export const passkeyLoginOptions = route({
  method: 'POST',
  path: '/api/auth/passkey/options',
  summary: 'A WebAuthn challenge for signing in with a passkey',
  who: 'anyone',
  status: 200,
  body: nothing,
  params: undefined,
  answer: z.object({ challengeId: z.string(), options: z.looseObject({ challenge: z.string() }) }),
  refusals: [],
});

export const passkeyLogin = route({
  method: 'POST',
  path: '/api/auth/passkey/login',
  summary: 'Signs in with a passkey that verified its user: it counts as a second factor',
  who: 'anyone',
  status: 200,
  body: z.strictObject({ challengeId: z.string().min(1).max(128), response: z.looseObject({ id: z.string() }) }),
  params: undefined,
  answer: SignedIn,
  refusals: ['CREDENTIALS_WRONG', 'CHALLENGE_EXPIRED'],
});
