/** What accounts refuse, in words for the person. None of them but EMAIL_TAKEN says whether an address has an account. */
import type { Facts } from '#kernel/refusal.ts';
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** CREDENTIALS_WRONG: unknown address, wrong password and disabled account alike. */
export const credentialsWrong = (): CodedRefusal =>
  refusal('CREDENTIALS_WRONG', 'E-mail or password is not right. Please check both.');

/** CREDENTIALS_WRONG, of somebody who is signed in and proves it once more. */
export const passwordWrong = (): CodedRefusal => refusal('CREDENTIALS_WRONG', 'The password is not right.');

/** CREDENTIALS_WRONG: unknown passkey, wrong signature, another site's, disabled account alike. */
export const passkeyWrong = (): CodedRefusal => refusal('CREDENTIALS_WRONG', 'This passkey does not open an account.');

/** UNAUTHENTICATED: nothing was presented, or nothing we ever issued. */
export const unauthenticated = (): CodedRefusal => refusal('UNAUTHENTICATED', 'Please sign in.');

/** UNAUTHENTICATED: the rights of the person changed; a fresh token or ticket is good. */
export const rightsChanged = (): CodedRefusal =>
  refusal('UNAUTHENTICATED', 'What your account may do has changed. One moment.');

/** FORBIDDEN: what a socket is told whose sign-in ended; it does not come back by itself. */
export const signedOut = (): CodedRefusal => refusal('FORBIDDEN', 'You have been signed out.');

/** SESSION_EXPIRED: it was good once and is over. */
export const sessionExpired = (): CodedRefusal =>
  refusal('SESSION_EXPIRED', 'Your sign-in has ended. Please sign in again.');

/** SESSION_REUSED: an old refresh token came back, so somebody may hold a copy; the sign-in was ended. */
export const sessionReused = (): CodedRefusal =>
  refusal('SESSION_REUSED', 'For your safety this sign-in was ended. Please sign in again.');

/** VALIDATION_FAILED: a day that cannot be the birthday of anybody. */
export const birthDateImpossible = (): CodedRefusal =>
  refusal('VALIDATION_FAILED', 'The request does not hold.', {
    issues: [{ path: 'birthDate', message: 'This cannot be a date of birth.' }],
  });

/** ADULTS_ONLY */
export const adultsOnly = (): CodedRefusal => refusal('ADULTS_ONLY', 'Busker is for adults: from 18 years on.');

/** EMAIL_TAKEN */
export const emailTaken = (): CodedRefusal =>
  refusal('EMAIL_TAKEN', 'There is an account with this address already. Sign in, or ask for a new password.');

/** HANDLE_TAKEN: somebody has it, or had it lately, or nobody may; which of it is not said. */
export const handleTaken = (): CodedRefusal => refusal('HANDLE_TAKEN', 'This name is taken. Please choose another.');

/** CONFLICT: who changes their handle over and over would keep all of them from others. */
export const tooManyHandles = (most: number): CodedRefusal =>
  refusal('CONFLICT', 'You gave up several handles lately. Take one of them back, or wait until one is free again.', {
    most,
  });

/** PASSWORD_WEAK. @param reason a sentence; @param rule what it broke, for programs */
export const passwordWeak = (rule: string, reason: string): CodedRefusal => refusal('PASSWORD_WEAK', reason, { rule });

/** LINK_EXPIRED: unknown, used, overtaken and old alike. */
export const linkExpired = (): CodedRefusal =>
  refusal('LINK_EXPIRED', 'This link is used or too old. Please ask for a new one.');

/** SECOND_FACTOR_NEEDED: the password is right, a code is missing. @param methods what would do */
export const secondFactorNeeded = (methods: readonly ('totp' | 'passkey')[]): CodedRefusal =>
  refusal('SECOND_FACTOR_NEEDED', 'Please give your second factor too.', { methods });

/** SECOND_FACTOR_REQUIRED: a role of the account demands one. */
export const secondFactorRequired = (): CodedRefusal =>
  refusal('SECOND_FACTOR_REQUIRED', 'Your role demands a second factor; this would be the last one.');

/** SECOND_FACTOR_REQUIRED: the sign-in was not proved by one. */
export const signInTooWeak = (): CodedRefusal =>
  refusal('SECOND_FACTOR_REQUIRED', 'Sign in with your second factor to do this.');

/** CODE_WRONG: wrong, used and outdated alike. */
export const codeWrong = (): CodedRefusal => refusal('CODE_WRONG', 'This code is not right, or it was used already.');

/** CODES_EXHAUSTED: an authenticator's codes are taken from here no more today. @param facts `retryAfterSeconds` */
export const codesExhausted = (facts: Facts): CodedRefusal =>
  refusal('CODES_EXHAUSTED', 'Too many codes were tried today. Use a recovery code or a passkey.', facts);

/** CHALLENGE_EXPIRED: unknown, answered and old alike. */
export const challengeExpired = (): CodedRefusal =>
  refusal('CHALLENGE_EXPIRED', 'That took too long. Please try again.');

/** PASSKEY_REFUSED */
export const passkeyRefused = (reason: string): CodedRefusal => refusal('PASSKEY_REFUSED', reason);

/** NOT_FOUND. @param what begins the sentence: "This sign-in" */
export const notFound = (what: string): CodedRefusal => refusal('NOT_FOUND', `${what} does not exist.`);

/** CONFLICT. @param why a sentence */
export const conflict = (why: string): CodedRefusal => refusal('CONFLICT', why);
