/**
 * The authenticator as a second factor: on, off, and its recovery codes.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { Badge, Button, Dialog, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { EnrolDialog } from './enrol-dialog.tsx';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { keys, useSecurity } from './queries.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import { strings } from './strings.ts';

const words = strings.security;

type Asked = 'enrol' | 'remove' | 'renew' | null;

export function TotpPanel() {
  const security = useSecurity();
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  const on = security.data?.totp === true;
  return (
    <Panel
      anchor="second-factor"
      title={words.totp}
      words={on ? words.totpOn : words.totpOff}
      action={
        security.data &&
        !on && (
          <Button size="sm" variant="primary" onClick={() => setAsked('enrol')}>
            {words.turnOn}
          </Button>
        )
      }
    >
      <Answered query={security}>
        {({ totp, recoveryCodesLeft, required }) =>
          totp && (
            <div className={styles.row}>
              <span className={styles.name}>
                <Badge tone="ok">{words.on}</Badge>
                <span className={styles.fact}>{words.codesLeft(recoveryCodesLeft)}</span>
              </span>
              <div className={styles.actions}>
                <Button size="sm" onClick={() => setAsked('renew')}>
                  {words.newCodes}
                </Button>
                {!required && (
                  <Button size="sm" variant="quiet" onClick={() => setAsked('remove')}>
                    {words.turnOff}
                  </Button>
                )}
              </div>
            </div>
          )
        }
      </Answered>
      {asked === 'enrol' && <EnrolDialog onClose={close} />}
      {asked === 'remove' && <RemoveDialog onClose={close} />}
      {asked === 'renew' && <RenewDialog onClose={close} />}
    </Panel>
  );
}

function RemoveDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { refresh } = useSession();
  const toast = useToast();
  return (
    <ProofDialog
      title={words.turnOff}
      words={words.proveWords}
      submit={words.turnOff}
      danger
      onClose={onClose}
      work={async (proof) => {
        await call('removeTotp', { body: proof });
        toast({ tone: 'ok', title: words.turnedOff });
        void queries.invalidateQueries({ queryKey: keys.security });
        await refresh().catch(() => undefined);
      }}
    />
  );
}

function RenewDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes !== null) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={words.codesTitle} description={words.codesWords}>
        <RecoveryCodes codes={codes} onKept={onClose} />
      </Dialog>
    );
  }
  return (
    <ProofDialog
      title={words.newCodes}
      words={words.newCodesWords}
      submit={words.goOn}
      onClose={onClose}
      stays
      work={async (proof) => {
        setCodes((await call('renewRecoveryCodes', { body: proof })).recoveryCodes);
        void queries.invalidateQueries({ queryKey: keys.security });
      }}
    />
  );
}
