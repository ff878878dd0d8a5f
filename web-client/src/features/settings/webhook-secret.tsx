/**
 * The secret of a webhook, this once.
 */
import { CopyButton } from '../../forms/index.ts';
import { Button, Dialog, TextField } from '../../ui/index.ts';
import styles from './panel.module.css';
import { strings } from './webhook-strings.ts';

const words = strings.secret;

export interface SecretDialogProps {
  readonly secret: string;
  /** There was one before, which is good for a day. */
  readonly rotated?: boolean;
  readonly onClose: () => void;
}

export function SecretDialog({ secret, rotated = false, onClose }: SecretDialogProps) {
  const done = (
    <Button variant="primary" onClick={onClose}>
      {words.done}
    </Button>
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      description={words.words}
      footer={done}
    >
      <div className={styles.form}>
        <TextField
          label={words.label}
          hint={rotated ? words.rotated : undefined}
          value={secret}
          readOnly
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
        />
        <div>
          <CopyButton text={secret} label={words.copy} />
        </div>
      </div>
    </Dialog>
  );
}
