/**
 * Coming in without leaving the page one is on: signing in, and a new account beside it.
 */
import { useEffect, useState } from 'react';
import { Dialog, Tabs } from '../../ui/index.ts';
import { SignInForm } from './sign-in-form.tsx';
import { SignUpForm } from './sign-up-form.tsx';
import { strings } from './strings.ts';

export interface AccountDialogProps {
  readonly open: boolean;
  /** Completes "Sign in …" in the title. */
  readonly why: string | null;
  readonly demo: boolean;
  readonly onClose: () => void;
}

export function AccountDialog({ open, why, demo, onClose }: AccountDialogProps) {
  const [tab, setTab] = useState('in');
  useEffect(() => {
    if (!open) return;
    // After the dialog has put the focus on its first tab: whoever opens it wants to type.
    const frame = requestAnimationFrame(() => document.querySelector<HTMLElement>('[role=dialog] input')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [open]);
  const title = why ? strings.titleWhy(why) : strings.title;
  const close = (): void => {
    setTab('in');
    onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={tab === 'in' ? title : strings.signUp.title}
      description={tab === 'in' ? strings.welcome : strings.signUp.welcome}
    >
      <Tabs
        label={strings.tabs}
        value={tab}
        onValueChange={setTab}
        tabs={[
          {
            value: 'in',
            label: strings.title,
            content: <SignInForm demo={demo} onDone={close} onLeave={close} />,
          },
          { value: 'up', label: strings.signUp.tab, content: <SignUpForm onDone={close} /> },
        ]}
      />
    </Dialog>
  );
}
