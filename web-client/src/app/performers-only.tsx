/**
 * What only performers may open; everybody else learns what it is and how to get in.
 */
import { Link } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { holds, useSession } from '../session/index.ts';
import { Button, buttonClass, EmptyState, Spinner } from '../ui/index.ts';
import styles from './shell.module.css';
import { strings } from './strings.ts';

/** @param children what the performer of this id is shown */
export function PerformersOnly({ children }: { readonly children: (own: string) => ReactNode }) {
  const session = useSession();
  if (session.status === 'restoring') {
    return (
      <div className={styles.waiting}>
        <Spinner size="lg" label={strings.loading} />
      </div>
    );
  }
  if (session.user && holds(session, 'performer')) return children(session.user.id);
  return session.user ? <NotPerformer name={session.user.displayName} /> : <NotSignedIn ask={session.askToSignIn} />;
}

function NotSignedIn({ ask }: { readonly ask: (why: string) => void }) {
  const action = (
    <Button variant="primary" onClick={() => ask(strings.studio.signInWhy)}>
      {strings.signIn}
    </Button>
  );
  return (
    <EmptyState level={1} art={<Clapperboard />} title={strings.studio.signIn} action={action}>
      {strings.studio.signInWords}
    </EmptyState>
  );
}

function NotPerformer({ name }: { readonly name: string }) {
  const action = (
    <Link to="/" className={buttonClass({ variant: 'primary' })}>
      {strings.studio.toFront}
    </Link>
  );
  return (
    <EmptyState level={1} art={<Clapperboard />} title={strings.studio.notPerformer} action={action}>
      {strings.studio.notPerformerWords(name)}
    </EmptyState>
  );
}
