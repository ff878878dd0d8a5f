/**
 * `/settings/privacy`: a copy of everything kept about oneself, and its erasure.
 */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { saveFile } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Button, TextField, usePageTitle, useToast } from '../../ui/index.ts';
import { Panel } from './panel.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { strings } from './strings.ts';

const words = strings.privacy;

export function PrivacySettings() {
  const [asks, setAsks] = useState<'copy' | 'erase' | null>(null);
  const close = (): void => setAsks(null);
  usePageTitle(`${words.title} · ${strings.title}`);
  return (
    <>
      <Panel
        title={words.copy}
        words={words.copyWords}
        action={
          <Button size="sm" onClick={() => setAsks('copy')}>
            {words.download}
          </Button>
        }
      />
      <Panel
        title={words.erase}
        words={words.eraseWords}
        action={
          <Button size="sm" variant="danger" onClick={() => setAsks('erase')}>
            {words.eraseAction}
          </Button>
        }
      />
      {asks === 'copy' && <CopyDialog onClose={close} />}
      {asks === 'erase' && <EraseDialog onClose={close} />}
    </>
  );
}

function CopyDialog({ onClose }: { readonly onClose: () => void }) {
  const toast = useToast();
  return (
    <ProofDialog
      title={words.download}
      words={words.downloadWords}
      submit={words.download}
      onClose={onClose}
      work={async (proof) => {
        saveFile(await call('exportMyData', { body: proof }), words.file);
        toast({ tone: 'ok', title: words.downloaded });
      }}
    />
  );
}

function EraseDialog({ onClose }: { readonly onClose: () => void }) {
  const { signOut } = useSession();
  const navigate = useNavigate();
  const toast = useToast();
  return (
    <ProofDialog
      title={words.erase}
      words={words.eraseWords}
      submit={words.eraseFinal}
      danger
      onClose={onClose}
      rules={{ words: { CONFLICT: words.eraseConflict } }}
      fields={(faults) => (
        <TextField
          label={words.eraseConfirm}
          name="confirm"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={faults.confirm}
        />
      )}
      judge={(data) => (phraseOf(data) === words.erasePhrase ? {} : { confirm: words.eraseConfirmWrong })}
      work={async (proof) => {
        await call('eraseMyself', { body: { ...proof, confirm: words.erasePhrase } });
        signOut();
        await navigate({ to: '/' });
        toast({ title: words.erased });
      }}
    />
  );
}

function phraseOf(data: FormData): string {
  return String(data.get('confirm') ?? '')
    .trim()
    .toLowerCase();
}
