/**
 * Turning the authenticator on: prove that it is you, scan, confirm, keep the recovery codes. Closing before the codes
 * were shown changes nothing.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { CopyButton, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button, Dialog, TextField } from '../../ui/index.ts';
import styles from './panel.module.css';
import { ProofDialog } from './proof-dialog.tsx';
import { QrCode } from './qr-code.tsx';
import { keys } from './queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { strings } from './strings.ts';

const words = strings.security;

interface Secret {
  readonly secret: string;
  readonly uri: string;
}

export function EnrolDialog({ onClose }: { readonly onClose: () => void }) {
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (secret === null) {
    return (
      <ProofDialog
        title={words.totp}
        words={words.proveWords}
        submit={words.goOn}
        stays
        onClose={onClose}
        work={async (proof) => setSecret(await call('beginTotp', { body: proof }))}
      />
    );
  }
  const title = codes === null ? words.scanTitle : words.codesTitle;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={codes === null ? words.scan : words.codesWords}
    >
      {codes === null ? (
        <ConfirmForm secret={secret} onCodes={setCodes} />
      ) : (
        <RecoveryCodes codes={codes} onKept={onClose} />
      )}
    </Dialog>
  );
}

interface ConfirmFormProps {
  readonly secret: Secret;
  readonly onCodes: (codes: readonly string[]) => void;
}

function ConfirmForm({ secret, onCodes }: ConfirmFormProps) {
  const { enter } = useSession();
  const queries = useQueryClient();
  const { busy, failure, faults, waitS, run, blame } = useAttempt({
    words: { SECOND_FACTOR_NEEDED: words.passkeyFirst },
    fields: { CODE_WRONG: 'code' },
    invalid: { code: words.codeWrong },
  });
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const confirm = async (code: string): Promise<void> => {
    const { recoveryCodes, signedIn } = await call('confirmTotp', { body: { code } });
    onCodes(recoveryCodes);
    enter(signedIn);
    void queries.invalidateQueries({ queryKey: keys.security });
    void queries.invalidateQueries({ queryKey: keys.signIns });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get('code') ?? '').replaceAll(/\s/g, '');
    if (/^\d{6}$/.test(code)) void run(() => confirm(code));
    else blame({ code: words.codeWrong });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <QrCode text={secret.uri} label={words.qr} />
      <div className={styles.inline}>
        <code className={styles.secret}>{grouped(secret.secret)}</code>
        <CopyButton text={secret.secret} />
      </div>
      <TextField
        label={words.confirmCode}
        name="code"
        autoComplete="one-time-code"
        inputMode="numeric"
        maxLength={9}
        error={faults.code}
      />
      <Button type="submit" variant="primary" wide loading={busy} disabled={waitS > 0}>
        {waitS > 0 ? strings.waitFor(waitS) : words.confirm}
      </Button>
    </form>
  );
}

/** In fours, as one reads it aloud. */
function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
