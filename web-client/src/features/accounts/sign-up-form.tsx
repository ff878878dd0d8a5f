/**
 * Opening an account. Obvious gaps are found here; everything else the server says, and it is put at its field.
 */
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { NewPasswordField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button, TextField } from '../../ui/index.ts';
import { noDate } from './birth-date.ts';
import { BirthDateField } from './birth-date-field.tsx';
import { type NewAccount, newAccountOf } from './new-account.ts';
import styles from './sign-in-form.module.css';
import { signUpWords, strings } from './strings.ts';

const words = strings.signUp;
const rules = {
  words: signUpWords,
  fields: {
    EMAIL_TAKEN: 'email',
    ADULTS_ONLY: 'birthDate',
    PASSWORD_WEAK: 'password',
    CONTENT_BLOCKED: 'displayName',
  },
  invalid: {
    email: strings.emailWrong,
    displayName: words.nameMissing,
    birthDate: words.birthImpossible,
    password: words.passwordShort,
  },
} as const;

export function SignUpForm({ onDone }: { readonly onDone?: (() => void) | undefined }) {
  const { enter } = useSession();
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const [birth, setBirth] = useState(noDate);
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);

  const open = (account: NewAccount): Promise<boolean> =>
    run(async () => {
      enter(await call('register', { body: account }));
      onDone?.();
    });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const judged = newAccountOf(new FormData(event.currentTarget), birth);
    if ('faults' in judged) blame(judged.faults);
    else void open(judged.account);
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={words.name}
        name="displayName"
        autoComplete="nickname"
        maxLength={60}
        hint={words.nameHint}
        error={faults.displayName}
      />
      <TextField
        label={strings.email}
        name="email"
        type="email"
        autoComplete="email"
        inputMode="email"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={254}
        hint={words.emailHint}
        error={faults.email}
      />
      <NewPasswordField label={strings.password} name="password" error={faults.password} />
      <BirthDateField value={birth} onChange={setBirth} error={faults.birthDate} />
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : words[busy ? 'submitting' : 'submit']}
      </Button>
    </form>
  );
}
