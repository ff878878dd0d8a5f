/**
 * One's own account: its sign-ins, second factor, passkeys and password.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { lineOfText } from '../text.ts';
import { NewPassword, SecondFactorCode, SignedIn } from './auth.ts';
import { route } from './route.ts';

const nothing = z.strictObject({});
const done = z.object({});
const byId = z.strictObject({ id: Id });

/** What proves once more that it is the person: the password, and a code where a second factor is enrolled. */
export const Proof = z
  .strictObject({ password: z.string().min(1).max(256), code: SecondFactorCode.optional() })
  .meta({ id: 'Proof' });

export const SignInEntry = z
  .object({
    id: Id,
    device: z.string().describe('Browser and system, as far as it said'),
    createdAt: z.iso.datetime(),
    lastUsedAt: z.iso.datetime(),
    current: z.boolean(),
    secondFactor: z.boolean(),
  })
  .meta({ id: 'SignIn' });
export type SignInEntry = z.infer<typeof SignInEntry>;

export const Passkey = z
  .object({ id: Id, name: z.string(), createdAt: z.iso.datetime(), lastUsedAt: z.iso.datetime().nullable() })
  .meta({ id: 'Passkey' });
export type Passkey = z.infer<typeof Passkey>;

export const listSignIns = route({
  method: 'GET',
  path: '/api/me/sign-ins',
  summary: 'Where one is signed in',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ signIns: z.array(SignInEntry) }),
  refusals: [],
});

export const endOneSignIn = route({
  method: 'DELETE',
  path: '/api/me/sign-ins/:id',
  summary: 'Ends one of one’s sign-ins',
  who: 'user',
  status: 200,
  body: undefined,
  params: byId,
  answer: done,
  refusals: ['NOT_FOUND'],
});

export const endAllSignIns = route({
  method: 'POST',
  path: '/api/me/sign-ins/end-all',
  summary: 'Logs out everywhere, here too',
  who: 'user',
  status: 200,
  body: nothing,
  params: undefined,
  answer: done,
  refusals: [],
});

export const changePassword = route({
  method: 'POST',
  path: '/api/me/password',
  summary: 'Changes the password and ends every other sign-in',
  who: 'user',
  status: 200,
  body: z.strictObject({ ...Proof.shape, newPassword: NewPassword }),
  params: undefined,
  answer: done,
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED', 'PASSWORD_WEAK'],
});

export const readSecurity = route({
  method: 'GET',
  path: '/api/me/security',
  summary: 'Second factor, recovery codes left, passkeys',
  who: 'user',
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({
    totp: z.boolean(),
    recoveryCodesLeft: z.int().min(0),
    passkeys: z.array(Passkey),
    required: z.boolean().describe('A role of this account demands a second factor'),
  }),
  refusals: [],
});

export const beginTotp = route({
  method: 'POST',
  path: '/api/me/totp/begin',
  summary: 'A secret for an authenticator; it counts once a code of it was confirmed',
  who: 'user',
  status: 201,
  body: Proof,
  params: undefined,
  answer: z.object({ secret: z.string().describe('Base32'), uri: z.string().describe('otpauth:// for a QR code') }),
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED', 'CONFLICT'],
});

export const confirmTotp = route({
  method: 'POST',
  path: '/api/me/totp/confirm',
  summary:
    'Turns the second factor on; shows the ten recovery codes once, signs this device in with it and ends sign-ins without one',
  who: 'user',
  status: 200,
  body: z.strictObject({ code: z.string().regex(/^\d{6}$/) }),
  params: undefined,
  answer: z.object({ recoveryCodes: z.array(z.string()).length(10), signedIn: SignedIn }),
  refusals: ['CODE_WRONG', 'CONFLICT', 'SECOND_FACTOR_NEEDED'],
});

export const removeTotp = route({
  method: 'POST',
  path: '/api/me/totp/remove',
  summary: 'Turns the second factor off; refused where a role demands it',
  who: 'user',
  status: 200,
  body: Proof,
  params: undefined,
  answer: done,
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED', 'SECOND_FACTOR_REQUIRED'],
});

export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/api/me/recovery-codes',
  summary: 'Ten new recovery codes; the old ones are void',
  who: 'user',
  status: 200,
  body: Proof,
  params: undefined,
  answer: z.object({ recoveryCodes: z.array(z.string()).length(10) }),
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED', 'CONFLICT'],
});

export const beginPasskey = route({
  method: 'POST',
  path: '/api/me/passkeys/options',
  summary: 'A WebAuthn challenge for adding a passkey',
  who: 'user',
  status: 200,
  body: Proof,
  params: undefined,
  answer: z.object({ challengeId: z.string(), options: z.looseObject({ challenge: z.string() }) }),
  refusals: ['CREDENTIALS_WRONG', 'SECOND_FACTOR_NEEDED', 'CODE_WRONG', 'CODES_EXHAUSTED'],
});

export const addPasskey = route({
  method: 'POST',
  path: '/api/me/passkeys',
  summary: 'Adds the passkey that answered the challenge',
  who: 'user',
  status: 201,
  body: z.strictObject({
    challengeId: z.string().min(1).max(128),
    name: lineOfText(60),
    response: z.looseObject({ id: z.string() }),
  }),
  params: undefined,
  answer: z.object({ passkey: Passkey }),
  refusals: ['CHALLENGE_EXPIRED', 'PASSKEY_REFUSED', 'SECOND_FACTOR_NEEDED'],
});

export const removePasskey = route({
  method: 'DELETE',
  path: '/api/me/passkeys/:id',
  summary: 'Removes a passkey; refused where it is the last second factor of an account that must have one',
  who: 'user',
  status: 200,
  body: undefined,
  params: byId,
  answer: done,
  refusals: ['NOT_FOUND', 'SECOND_FACTOR_REQUIRED'],
});
