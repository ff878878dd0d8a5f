/**
 * Signing in and staying signed in. A short access token travels in the Authorization header; a rotating refresh token
 * lives in a cookie that scripts cannot read.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { route } from './route.ts';

export const roles = ['viewer', 'performer', 'supporter', 'moderator', 'admin'] as const;

/** A person as everybody may see them. */
export const PublicUser = z
  .object({ id: Id, displayName: z.string(), roles: z.array(z.enum(roles)) })
  .meta({ id: 'PublicUser' });
export type PublicUser = z.infer<typeof PublicUser>;

/** The signed-in person's own account. */
export const OwnUser = PublicUser.extend({ email: z.email() }).meta({ id: 'OwnUser' });
export type OwnUser = z.infer<typeof OwnUser>;

export const SignedIn = z
  .object({
    user: OwnUser,
    accessToken: z.string(),
    expiresIn: z.int().describe('Seconds until the access token expires'),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof SignedIn>;

const Credentials = z
  .strictObject({
    email: z.email().max(254),
    password: z.string().min(1).max(256),
    code: z
      .string()
      .regex(/^\d{6}$/)
      .optional(),
  })
  .meta({ id: 'Credentials' });

const nothing = z.strictObject({});

export const login = route({
  method: 'POST',
  path: '/api/auth/login',
  summary: 'Signs in with e-mail and password',
  who: 'anyone',
  status: 200,
  body: Credentials,
  params: undefined,
  answer: SignedIn,
  refusals: ['CREDENTIALS_WRONG'],
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
