/**
 * Pages for signed-in people: everybody else is asked to sign in, and stays where they are.
 */
import { LockKeyhole } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../session/index.ts';
import { Button, EmptyState, Spinner } from '../ui/index.ts';
import styles from './shell.module.css';
import { strings } from './strings.ts';

export interface SignedInOnlyProps {
  readonly words: { readonly title: string; readonly why: string };
  readonly children: ReactNode;
}

export function SignedInOnly({ words, children }: SignedInOnlyProps) {
  const { status, askToSignIn } = useSession();
  if (status === 'signed-in') return children;
  if (status === 'restoring') {
    return (
      <div className={styles.waiting}>
        <Spinner size="lg" label={strings.loading} />
      </div>
    );
  }
  const action = (
    <Button variant="primary" onClick={() => askToSignIn(words.why)}>
      {strings.signIn}
    </Button>
  );
  return <EmptyState level={1} art={<LockKeyhole />} title={words.title} action={action} />;
}
