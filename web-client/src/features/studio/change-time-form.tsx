/**
 * Another time for a show that is announced.
 */
import { type FormEvent, useRef, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, useNow, useToast } from '../../ui/index.ts';
import styles from './schedule.module.css';
import { localTimeOf, momentText, notChosen, scheduledForOf } from './schedule-time.ts';
import { strings } from './strings.ts';
import { useAnnouncedAgain } from './use-announced.ts';
import { WhenFields, whenSentences } from './when-fields.tsx';

const words = strings.schedule;
const rules = {
  words: { STREAM_STATE: words.faults.begun, NOT_FOUND: words.faults.gone },
  fields: { STREAM_STATE: 'scheduledFor' },
  invalid: { scheduledFor: words.faults.range },
} as const;

export interface ChangeTimeFormProps {
  readonly stream: Stream;
  readonly onDone: () => void;
}

export function ChangeTimeForm({ stream, onDone }: ChangeTimeFormProps) {
  const { id, scheduledFor } = stream;
  const [when, setWhen] = useState(scheduledFor === null ? notChosen : localTimeOf(Date.parse(scheduledFor)));
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  const nowMs = useNow(10_000);
  const again = useAnnouncedAgain();
  const toast = useToast();
  useFaultFocus(form, faults);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = scheduledForOf(when, nowMs);
    if ('faults' in read) {
      blame({ ...whenSentences(read.faults) });
      return;
    }
    const set = async (): Promise<void> => {
      await call('scheduleStream', { params: { id }, body: read });
      await again();
      toast({ tone: 'ok', title: words.changed, description: momentText(read.scheduledFor) });
    };
    // Refused: what is listed may be out of date.
    void run(set).then((worked) => (worked ? onDone() : again()));
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <WhenFields
        when={when}
        onWhen={(next) => {
          setWhen(next);
          blame({});
        }}
        faults={faults}
        busy={busy}
        nowMs={nowMs}
      />
      <div className={styles.answers}>
        <Button onClick={onDone}>{words.back}</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={waitS > 0}>
          {words.changeAction}
        </Button>
      </div>
    </form>
  );
}
