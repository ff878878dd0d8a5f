/**
 * Empties a media node, with its reason.
 */
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import { media } from './media-strings.ts';
import { moneyWords } from './money-strings.ts';

const words = media.nodes;
const rules = { words: moneyWords, invalid: { reason: words.reasonShort } } as const;

export interface DrainDialogProps {
  readonly node: string;
  readonly onClose: () => void;
}

export function DrainDialog({ node, onClose }: DrainDialogProps) {
  const [reason, setReason] = useState('');
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const act = async (): Promise<void> => {
    await call('drainMediaNode', { params: { node }, body: { reason: reason.trim() } });
    toast({ tone: 'ok', title: words.drained(node) });
    onClose();
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (reason.trim().length < 3) blame({ reason: words.reasonShort });
    else void run(act);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.drainTitle(node)}
      description={words.drainWords}
    >
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {failure && <Banner tone="error">{failure}</Banner>}
        <TextAreaField
          label={words.reason}
          hint={words.reasonHint}
          value={reason}
          onValueChange={setReason}
          maxLength={500}
          rows={3}
          error={faults.reason}
        />
        <div className={styles.acts}>
          <Button type="submit" variant="danger" loading={busy}>
            {words.drain}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
