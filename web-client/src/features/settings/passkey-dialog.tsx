/**
 * Adding a passkey: a name, a proof that it is the person, then the browser's own conversation.
 */
import { useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/index.ts';
import { useSession } from '../../session/index.ts';
import { TextField, useToast } from '../../ui/index.ts';
import { makePasskey } from './make-passkey.ts';
import { ProofDialog } from './proof-dialog.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.security;

export function PasskeyDialog({ onClose }: { readonly onClose: () => void }) {
  const queries = useQueryClient();
  const { refresh } = useSession();
  const toast = useToast();
  return (
    <ProofDialog
      title={words.addPasskey}
      words={words.proveWords}
      submit={words.goOn}
      onClose={onClose}
      rules={{ invalid: { name: words.passkeyNameMissing } }}
      fields={(faults) => (
        <TextField
          label={words.passkeyName}
          name="name"
          autoComplete="off"
          maxLength={60}
          hint={words.passkeyNameHint}
          error={faults.name}
        />
      )}
      judge={(data) => (nameIn(data) === '' ? { name: words.passkeyNameMissing } : {})}
      work={async (proof, data) => {
        const { challengeId, options } = await call('beginPasskey', { body: proof });
        const response = await makePasskey(options);
        if (response === null) return toast({ title: words.passkeyStopped });
        await call('addPasskey', { body: { challengeId, name: nameIn(data), response } });
        toast({ tone: 'ok', title: words.passkeyAdded });
        void queries.invalidateQueries({ queryKey: keys.security });
        await refresh().catch(() => undefined);
      }}
    />
  );
}

function nameIn(data: FormData): string {
  return String(data.get('name') ?? '').trim();
}
