/**
 * The way to give a tip: asks a passer-by to sign in, and everybody else how much. Not there for the performer themselves.
 */
import { Coins } from 'lucide-react';
import { useState } from 'react';
import type { TipMenuItem } from '#protocol/http/tips.ts';
import { useSession } from '../../session/index.ts';
import { Button, type ButtonLook } from '../../ui/index.ts';
import { strings } from './strings.ts';
import { TipDialog } from './tip-dialog.tsx';
import type { TipTarget } from './tip-draft.ts';

export interface TipButtonProps extends ButtonLook {
  readonly target: TipTarget;
  readonly performer: { readonly id: string; readonly displayName: string };
}

export function TipButton({ target, performer, variant = 'primary', ...look }: TipButtonProps) {
  const giving = useGiving(performer.id);
  if (!giving.may) return null;
  return (
    <>
      <Button
        {...look}
        variant={variant}
        icon={<Coins />}
        aria-label={strings.tipName(performer.displayName)}
        onClick={() => giving.begin()}
      >
        {strings.tip}
      </Button>
      {giving.person !== undefined && (
        <TipDialog
          open={giving.open}
          onOpenChange={giving.setOpen}
          target={target}
          performer={performer}
          person={giving.person}
          item={giving.item}
        />
      )}
    </>
  );
}

export interface Giving {
  /** Whether a tip may be given here: not to oneself. */
  readonly may: boolean;
  readonly person: string | undefined;
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly item: TipMenuItem | undefined;
  /** Opens the dialog, or asks to sign in first. */
  readonly begin: (item?: TipMenuItem) => void;
}

/** @param performer whom the tips are for */
export function useGiving(performer: string): Giving {
  const { user, status, askToSignIn } = useSession();
  // Whose dialog it is: it must not stand open for whoever signs in next.
  const [opened, setOpened] = useState<{ readonly by: string; readonly item: TipMenuItem | undefined }>();
  const mine = opened !== undefined && opened.by === user?.id;
  return {
    may: user?.id !== performer,
    person: user?.id,
    open: mine,
    setOpen: (open) => {
      if (!open) setOpened(undefined);
    },
    item: mine ? opened.item : undefined,
    begin: (wanted) => {
      if (status === 'anonymous') askToSignIn(strings.signInWhy);
      if (status !== 'signed-in' || user === null) return;
      setOpened({ by: user.id, item: wanted });
    },
  };
}
