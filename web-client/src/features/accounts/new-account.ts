/**
 * What is typed into the form of a new account, as what is asked of the server; or what is wrong with it at first sight.
 */
import type { BodyOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { isLongEnough } from '../../forms/password-length.ts';
import { type DateParts, isoDateOf, isWhole } from './birth-date.ts';
import { emailFault } from './email-fault.ts';
import { strings } from './strings.ts';

export type NewAccount = BodyOf<typeof routes.register>;

const words = strings.signUp;

export function newAccountOf(
  data: FormData,
  birth: DateParts,
): { readonly account: NewAccount } | { readonly faults: Readonly<Record<string, string>> } {
  const text = (name: string): string => String(data.get(name) ?? '');
  const email = text('email').trim();
  const displayName = text('displayName').trim();
  const password = text('password');
  const birthDate = isoDateOf(birth);
  const wrongEmail = emailFault(email);
  if (displayName !== '' && wrongEmail === undefined && isLongEnough(password) && birthDate !== null) {
    return { account: { email, displayName, password, birthDate } };
  }
  return {
    faults: {
      ...(displayName === '' && { displayName: words.nameMissing }),
      ...(wrongEmail && { email: wrongEmail }),
      ...(!isLongEnough(password) && { password: words.passwordShort }),
      ...(birthDate === null && { birthDate: isWhole(birth) ? words.birthImpossible : words.birthMissing }),
    },
  };
}
