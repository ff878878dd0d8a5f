/**
 * The way to the stage: becoming a performer, or the studio for who is one.
 */
import { Link } from '@tanstack/react-router';
import { Radio } from 'lucide-react';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { useSession } from '../../session/index.ts';
import { Banner, Button, buttonClass, useToast } from '../../ui/index.ts';
import { Panel } from './panel.tsx';
import { strings } from './strings.ts';
import { useTakeProfile } from './take-profile.ts';

const words = strings.profile;
const rules = { words: { FORBIDDEN: words.withdrawn } } as const;

export function PerformPanel({ performs }: { readonly performs: boolean }) {
  const { user } = useSession();
  const { busy, failure, waitS, run } = useAttempt(rules);
  const take = useTakeProfile();
  const toast = useToast();
  if (performs) {
    const studio = (
      <Link to="/studio" className={buttonClass({ variant: 'primary', size: 'sm' })}>
        <Radio aria-hidden="true" />
        {words.toStudio}
      </Link>
    );
    return <Panel anchor="perform" title={words.perform} words={words.performing} action={studio} />;
  }
  const become = async (): Promise<void> => {
    await take(await call('becomePerformer', { body: {} }));
    toast({ tone: 'ok', title: words.performDone });
  };
  const unverified = user !== null && !user.emailVerified;
  const button = (
    <Button
      variant="primary"
      size="sm"
      loading={busy}
      disabled={waitS > 0 || unverified}
      onClick={() => void run(become)}
    >
      {words.performAction}
    </Button>
  );
  return (
    <Panel anchor="perform" title={words.perform} words={words.performWords} action={button}>
      {unverified && <Banner announce="none">{words.unverified}</Banner>}
      {failure && <Banner tone="error">{failure}</Banner>}
    </Panel>
  );
}
