/**
 * What every form may have to say.
 */
import type { ErrorCode } from '#protocol/errors.ts';

export const strings = {
  offline: 'Busker cannot be reached. Check your connection and try again.',
  unavailable: 'Busker is catching its breath. Try again in a moment.',
  unexpected: 'That did not work, and it is our fault. Try again in a moment.',
  passwordHint: 'At least 10 characters. A few words that you can remember are better than tricks.',
  passwordShort: (missing: number) => `${missing} more ${missing === 1 ? 'character' : 'characters'}`,
  passwordEnough: 'Long enough',
  passwordLong: 'Nice and long',
  passwordMeter: 'Length of the password',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'Could not be copied: select it by hand',
  left: (count: number) => `${count} left`,
} as const;

/** Refusals in plain words, wherever they are met; a form may say it better. The rest is the server's own sentence. */
export const refusals: Partial<Record<ErrorCode, string>> = {
  CREDENTIALS_WRONG: 'That is not the password of this account.',
  CODE_WRONG: 'This code does not hold. Take the newest one, each works once.',
  CODES_EXHAUSTED: 'Too many codes were tried today. Use a recovery code, or a passkey where you have one.',
  SECOND_FACTOR_NEEDED: 'A code of your authenticator is needed as well.',
  SECOND_FACTOR_REQUIRED: 'Your role demands a second factor, so it cannot be removed.',
  PASSWORD_WEAK: 'This password is among the first that anybody would try. Choose another one.',
  LINK_EXPIRED: 'This link has been used, or is too old.',
  CHALLENGE_EXPIRED: 'That took too long. Try again.',
  PASSKEY_REFUSED: 'This passkey could not be taken.',
  HANDLE_TAKEN: 'Somebody has this handle, or had it until lately.',
  CONTENT_BLOCKED: 'These words cannot be used here.',
  PICTURE_REFUSED: 'This file is not a picture that can be read.',
  PAYLOAD_TOO_LARGE: 'This file is too large: 5 MB at most.',
  EMAIL_UNVERIFIED: 'Confirm your email first: the link is in your mail.',
  OWN_ACCOUNT: 'Not with your own account.',
  UNAUTHENTICATED: 'You are not signed in any more.',
  FORBIDDEN: 'Your account may not do this.',
  NOT_FOUND: 'There is no such person.',
  RATE_LIMITED: 'Too many attempts. Take a short break.',
  VALIDATION_FAILED: 'Something in here cannot be taken as it is.',
  OVERLOADED: strings.unavailable,
};
