/**
 * Whether something typed could be an email address at all; what it really is, the server says.
 */
import { strings } from './strings.ts';

/** A sentence, or undefined where it may be one. */
export function emailFault(email: string): string | undefined {
  return /^\S+@\S+\.\S+$/.test(email) ? undefined : strings.emailWrong;
}
