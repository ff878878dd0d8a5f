/** What accounts refuse, in words for the person. None of them says whether an address has an account. */
import { type CodedRefusal, refusal } from '#protocol/errors.ts';

/** CREDENTIALS_WRONG: unknown address, wrong password and disabled account alike. */
export const credentialsWrong = (): CodedRefusal =>
  refusal('CREDENTIALS_WRONG', 'E-mail or password is not right. Please check both.');

/** UNAUTHENTICATED: nothing was presented, or nothing we ever issued. */
export const unauthenticated = (): CodedRefusal => refusal('UNAUTHENTICATED', 'Please sign in.');

/** SESSION_EXPIRED: it was good once and is over. */
export const sessionExpired = (): CodedRefusal =>
  refusal('SESSION_EXPIRED', 'Your sign-in has ended. Please sign in again.');

/** SESSION_REUSED: an old refresh token came back, so somebody may hold a copy; the sign-in was ended. */
export const sessionReused = (): CodedRefusal =>
  refusal('SESSION_REUSED', 'For your safety this sign-in was ended. Please sign in again.');
