/**
 * `/studio`: for performers; everybody else learns what it is and how to get in.
 */
import { Link } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { StudioPage } from '../../features/studio/index.ts';
import { holds, useSession } from '../../session/index.ts';
import { Button, buttonClass, EmptyState, Spinner, usePageTitle } from '../../ui/index.ts';
import { BesideStage } from '../beside-stage.tsx';
import styles from '../shell.module.css';
import { strings } from '../strings.ts';
import { TipOverStage, TipsOfStudio } from '../tips-in-room.tsx';

export function StudioRoute() {
  const session = useSession();
  usePageTitle(strings.studio.title);
  if (session.status === 'restoring') {
    return (
      <div className={styles.waiting}>
        <Spinner size="lg" label={strings.loading} />
      </div>
    );
  }
  if (holds(session, 'performer')) {
    const own = session.user?.id;
    return (
      <StudioPage
        beside={(room) => <BesideStage {...room} own={own} settled />}
        over={(room) => <TipOverStage {...room} muted={false} settled />}
        earnings={(room) => own && <TipsOfStudio room={room} performer={own} />}
      />
    );
  }
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
