/**
 * Where one is signed in, and ending it: one by one, or everywhere.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SignInEntry } from '#protocol/http/security.ts';
import { call } from '../../api/index.ts';
import { plainWords, useAttempt } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Badge, Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import styles from './panel.module.css';
import { Panel } from './panel.tsx';
import { keys, useSignIns } from './queries.ts';
import { strings } from './strings.ts';
import { momentOf } from './when.ts';

const words = strings.security;

export function SignInsPanel() {
  const signIns = useSignIns();
  const [asking, setAsking] = useState(false);
  const all = (
    <Button size="sm" onClick={() => setAsking(true)}>
      {words.endAll}
    </Button>
  );
  return (
    <Panel title={words.signIns} words={words.signInsWords} action={all}>
      <Answered query={signIns}>
        {(entries) => (
          <ul className={styles.list}>
            {entries.map((entry) => (
              <SignInRow key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </Answered>
      {asking && <EndAllDialog onClose={() => setAsking(false)} />}
    </Panel>
  );
}

function SignInRow({ entry }: { readonly entry: SignInEntry }) {
  const queries = useQueryClient();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const end = async (): Promise<void> => {
    setBusy(true);
    try {
      await call('endOneSignIn', { params: { id: entry.id } });
      toast({ tone: 'ok', title: words.ended });
    } catch (error) {
      toast({ tone: 'error', title: plainWords(error) });
    }
    await queries.invalidateQueries({ queryKey: keys.signIns });
    setBusy(false);
  };
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <span className={styles.name}>
          {entry.device}
          {entry.current && <Badge tone="ok">{words.thisDevice}</Badge>}
          {entry.secondFactor && <Badge>{words.withFactor}</Badge>}
        </span>
        <span className={styles.fact}>{words.lastUsed(momentOf(entry.lastUsedAt))}</span>
      </span>
      {!entry.current && (
        <Button size="sm" loading={busy} aria-label={words.endOf(entry.device)} onClick={() => void end()}>
          {words.end}
        </Button>
      )}
    </li>
  );
}

function EndAllDialog({ onClose }: { readonly onClose: () => void }) {
  const { signOut } = useSession();
  const { busy, failure, run } = useAttempt();
  const end = async (): Promise<void> => {
    await call('endAllSignIns', { body: {} });
    signOut();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.endAll}
      description={words.endAllWords}
      footer={
        <>
          <Button onClick={onClose}>{strings.cancel}</Button>
          <Button variant="danger" loading={busy} onClick={() => void run(end)}>
            {words.endAll}
          </Button>
        </>
      }
    >
      {failure && <Banner tone="error">{failure}</Banner>}
    </Dialog>
  );
}
