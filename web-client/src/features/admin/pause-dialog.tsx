/**
 * Stops or resumes the dividing of tips, with its reason.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { TextAreaField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import { moneyKey } from './money-key.ts';
import { money, moneyWords } from './money-strings.ts';

const words = money.settlement;
const rules = { words: moneyWords, invalid: { reason: money.reasonShort } } as const;

export interface PauseDialogProps {
  /** False: resume. */
  readonly pause: boolean;
  readonly onClose: () => void;
}

export function PauseDialog({ pause, onClose }: PauseDialogProps) {
  // What was asked stays asked, even where the page learns meanwhile that it is so already.
  const [paused] = useState(pause);
  const [reason, setReason] = useState('');
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  const queries = useQueryClient();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);
  const title = paused ? words.pause : words.resume;

  const act = async (): Promise<void> => {
    await call('pauseSettlement', { body: { paused, reason: reason.trim() } });
    toast({ tone: 'ok', title: words.done[`${paused}`] });
    onClose();
    await queries.invalidateQueries({ queryKey: moneyKey });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (reason.trim().length < 3) blame({ reason: money.reasonShort });
    else void run(act);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={paused ? words.pauseWords : words.resumeWords}
    >
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {failure && <Banner tone="error">{failure}</Banner>}
        <TextAreaField
          label={money.reason}
          hint={money.reasonHint}
          value={reason}
          onValueChange={setReason}
          maxLength={500}
          rows={3}
          error={faults.reason}
        />
        <div className={styles.acts}>
          <Button type="submit" variant={paused ? 'danger' : 'primary'} loading={busy}>
            {title}
          </Button>
          <Button onClick={onClose}>{money.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
