/**
 * Passkeys: which there are, a new one, one less.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Passkey } from '#protocol/http/security.ts';
import { call } from '../../api/index.ts';
import { plainWords } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Button, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { PasskeyDialog } from './passkey-dialog.tsx';
import { keys, useSecurity } from './queries.ts';
import { strings } from './strings.ts';
import { dayOf } from './when.ts';

const words = strings.security;
const refused = { SECOND_FACTOR_REQUIRED: words.passkeyLast };

export function PasskeysPanel() {
  const security = useSecurity();
  const [adding, setAdding] = useState(false);
  const supported = 'PublicKeyCredential' in window;
  const add = supported && (
    <Button size="sm" onClick={() => setAdding(true)}>
      {words.addPasskey}
    </Button>
  );
  return (
    <Panel title={words.passkeys} words={words.passkeysWords} action={add || undefined}>
      <Answered query={security}>{({ passkeys }) => <PasskeyList passkeys={passkeys} />}</Answered>
      {!supported && <p className={styles.fact}>{words.passkeysUnsupported}</p>}
      {adding && <PasskeyDialog onClose={() => setAdding(false)} />}
    </Panel>
  );
}

function PasskeyList({ passkeys }: { readonly passkeys: readonly Passkey[] }) {
  const queries = useQueryClient();
  const { refresh } = useSession();
  const toast = useToast();
  const remove = async (id: string): Promise<void> => {
    try {
      await call('removePasskey', { params: { id } });
      toast({ tone: 'ok', title: words.passkeyRemoved });
      await refresh();
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error, refused) });
    }
    await queries.invalidateQueries({ queryKey: keys.security });
  };
  if (passkeys.length === 0) return <p className={styles.fact}>{words.passkeysNone}</p>;
  return (
    <ul className={styles.list}>
      {passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
        <li key={id} className={styles.row}>
          <span className={styles.what}>
            <span className={styles.name}>{name}</span>
            <span className={styles.fact}>
              {words.added(dayOf(createdAt))}, {lastUsedAt ? words.used(dayOf(lastUsedAt)) : words.neverUsed}
            </span>
          </span>
          <Button size="sm" aria-label={words.removePasskey(name)} onClick={() => void remove(id)}>
            {strings.remove}
          </Button>
        </li>
      ))}
    </ul>
  );
}
