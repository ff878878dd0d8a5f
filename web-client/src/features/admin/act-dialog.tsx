/**
 * An act with its reason, and what came of it: done, or waiting for a second admin.
 */
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import type { AnswerOf } from '#protocol/http/route.ts';
import type { routes } from '#protocol/http/routes.ts';
import { TextAreaField, useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import { actWords, strings } from './strings.ts';

const words = strings.person;
const rules = { words: actWords, invalid: { reason: words.reasonShort } } as const;

export interface ActDialogProps {
  readonly title: string;
  readonly words: string;
  readonly danger?: boolean;
  /** Id of the person it is about. */
  readonly person: string;
  readonly onClose: () => void;
  readonly work: (reason: string) => Promise<AnswerOf<typeof routes.suspendPerson>>;
  /** What else is chosen, above the reason. */
  readonly children?: ReactNode;
}

export function ActDialog({ title, words: said, danger = false, person, onClose, work, children }: ActDialogProps) {
  const [reason, setReason] = useState('');
  const { busy, failure, faults, run, blame } = useAttempt(rules);
  const queries = useQueryClient();
  const toast = useToast();
  const form = useRef<HTMLFormElement>(null);
  useFaultFocus(form, faults);

  const act = async (): Promise<void> => {
    const { done } = await work(reason.trim());
    toast({ tone: done ? 'ok' : 'info', title: done ? words.done : words.proposed });
    onClose();
    await queries.invalidateQueries({ queryKey: ['me', 'admin', 'person', person] });
    await queries.invalidateQueries({ queryKey: ['me', 'admin', 'proposals'] });
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (reason.trim().length < 3) blame({ reason: words.reasonShort });
    else void run(act);
  };

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title} description={said}>
      <form ref={form} className={styles.form} onSubmit={submit} noValidate>
        {failure && <Banner tone="error">{failure}</Banner>}
        {children}
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
          <Button type="submit" variant={danger ? 'danger' : 'primary'} loading={busy}>
            {title}
          </Button>
          <Button onClick={onClose}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
