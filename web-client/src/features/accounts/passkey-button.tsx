/**
 * Signing in with a passkey, where the browser knows them. What speaks WebAuthn is fetched when it is asked for.
 */
import { KeyRound } from 'lucide-react';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import { askForPasskey } from './ask-for-passkey.ts';
import styles from './sign-in-form.module.css';
import { passkeyWords, strings } from './strings.ts';

export interface PasskeyButtonProps {
  readonly disabled: boolean;
  readonly onDone?: (() => void) | undefined;
}

export function PasskeyButton({ disabled, onDone }: PasskeyButtonProps) {
  const { enter } = useSession();
  const { busy, failure, waitS, run, faults, blame } = useAttempt({ words: passkeyWords });
  if (!('PublicKeyCredential' in window)) return null;

  const press = async (): Promise<void> => {
    let stopped = false;
    await run(async () => {
      const { challengeId, options } = await call('passkeyLoginOptions', { body: {} });
      const response = await askForPasskey(options);
      stopped = response === null;
      if (response === null) return;
      enter(await call('passkeyLogin', { body: { challengeId, response } }));
      onDone?.();
    });
    if (stopped) blame({ passkey: strings.passkeyStopped });
  };

  return (
    <div className={styles.other}>
      <p className={styles.or}>{strings.or}</p>
      {(failure ?? faults.passkey) && <Banner tone="error">{failure ?? faults.passkey}</Banner>}
      <Button wide icon={<KeyRound />} loading={busy} disabled={disabled || waitS > 0} onClick={() => void press()}>
        {strings.passkey}
      </Button>
    </div>
  );
}
