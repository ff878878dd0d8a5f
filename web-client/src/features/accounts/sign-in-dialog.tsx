/**
 * Signing in without leaving the page one is on.
 */
import { Dialog } from '../../ui/index.ts';
import { SignInForm } from './sign-in-form.tsx';
import { strings } from './strings.ts';

export interface SignInDialogProps {
  readonly open: boolean;
  /** Completes "Sign in …" in the title. */
  readonly why: string | null;
  readonly demo: boolean;
  readonly onClose: () => void;
}

export function SignInDialog({ open, why, demo, onClose }: SignInDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={why ? strings.titleWhy(why) : strings.title}
      description={strings.welcome}
    >
      <SignInForm demo={demo} onDone={onClose} />
    </Dialog>
  );
}
