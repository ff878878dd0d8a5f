/**
 * Changing the password.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/index.ts';
import { isLongEnough, NewPasswordField } from '../../forms/index.ts';
import { Button, useToast } from '../../ui/index.ts';
import { Panel } from './panel.tsx';
import { ProofDialog } from './proof-dialog.tsx';
import { keys } from './queries.ts';
import { strings } from './strings.ts';

const words = strings.security;
const rules = {
  fields: { PASSWORD_WEAK: 'newPassword' },
  invalid: { newPassword: words.passwordShort },
} as const;

export function PasswordPanel() {
  const [open, setOpen] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const button = (
    <Button size="sm" onClick={() => setOpen(true)}>
      {words.changePassword}
    </Button>
  );
  return (
    <Panel title={words.password} words={words.passwordWords} action={button}>
      {open && (
        <ProofDialog
          title={words.changePassword}
          words={words.passwordWords}
          submit={words.changePassword}
          rules={rules}
          onClose={() => setOpen(false)}
          fields={(faults) => (
            <NewPasswordField label={words.newPassword} name="newPassword" error={faults.newPassword} />
          )}
          judge={(data) => (isLongEnough(newIn(data)) ? {} : { newPassword: words.passwordShort })}
          work={async (proof, data) => {
            await call('changePassword', { body: { ...proof, newPassword: newIn(data) } });
            toast({ tone: 'ok', title: words.passwordChanged });
            void queries.invalidateQueries({ queryKey: keys.signIns });
          }}
        />
      )}
    </Panel>
  );
}

function newIn(data: FormData): string {
  return String(data.get('newPassword') ?? '');
}
