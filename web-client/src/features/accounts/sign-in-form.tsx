/**
 * Signing in: email and password, then the second factor where the account has one; or a passkey, which is both.
 */
import { useState } from 'react';
import { isRefusal } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { type Credentials, useSession } from '../../session/index.ts';
import { CodeStep } from './code-step.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { DemoAccounts } from './demo-accounts.tsx';
import { PasskeyButton } from './passkey-button.tsx';
import styles from './sign-in-form.module.css';
import { signInWords } from './strings.ts';

export interface SignInFormProps {
  /** Whether to offer the demo accounts. */
  readonly demo: boolean;
  readonly onDone?: (() => void) | undefined;
  /** Where a link leads away from a dialog, it closes. */
  readonly onLeave?: (() => void) | undefined;
}

export function SignInForm({ demo, onDone, onLeave }: SignInFormProps) {
  const { signIn } = useSession();
  const attempt = useAttempt({ words: signInWords, fields: { CODE_WRONG: 'code', CODES_EXHAUSTED: 'code' } });
  const [half, setHalf] = useState<Credentials | null>(null);

  const enter = async (credentials: Credentials): Promise<void> => {
    const worked = await attempt.run(async () => {
      try {
        await signIn(credentials);
      } catch (error) {
        if (!isRefusal(error, 'SECOND_FACTOR_NEEDED')) throw error;
        setHalf(credentials);
        return;
      }
      onDone?.();
    });
    // Whoever mistypes the code may try it again; everything else begins at the password.
    if (!worked && credentials.code === undefined) setHalf(null);
  };

  if (half !== null) {
    const back = (): void => {
      attempt.blame({});
      setHalf(null);
    };
    return <CodeStep attempt={attempt} onCode={(code) => void enter({ ...half, code })} onBack={back} />;
  }
  return (
    <div className={styles.form}>
      <CredentialsStep
        attempt={attempt}
        onCredentials={(credentials) => void enter(credentials)}
        {...(onLeave && { onLeave })}
      />
      <PasskeyButton disabled={attempt.busy} onDone={onDone} />
      {demo && (
        <DemoAccounts
          disabled={attempt.busy || attempt.waitS > 0}
          onChoose={(credentials) => void enter(credentials)}
        />
      )}
    </div>
  );
}
