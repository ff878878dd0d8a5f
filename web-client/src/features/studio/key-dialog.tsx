/**
 * Asks before a key is replaced or revoked: what is sent with it ends.
 */
import { Button, Dialog } from '../../ui/index.ts';
import { encoderStrings } from './encoder-strings.ts';

const { key: words } = encoderStrings;

export type KeyAct = 'renew' | 'revoke';

export interface KeyDialogProps {
  /** Undefined: nothing is asked. */
  readonly act: KeyAct | undefined;
  readonly onClose: () => void;
  readonly onAgree: (act: KeyAct) => void;
}

export function KeyDialog({ act, onClose, onAgree }: KeyDialogProps) {
  const isRevoke = act === 'revoke';
  const footer = (
    <>
      <Button onClick={onClose}>{words.keep}</Button>
      <Button
        variant="danger"
        onClick={() => {
          onClose();
          if (act !== undefined) onAgree(act);
        }}
      >
        {isRevoke ? words.revoke : words.renew}
      </Button>
    </>
  );
  return (
    <Dialog
      open={act !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={isRevoke ? words.revokeTitle : words.renewTitle}
      description={isRevoke ? words.revokeWords : words.renewWords}
      footer={footer}
    />
  );
}
