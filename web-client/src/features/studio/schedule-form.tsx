/**
 * Announces a show for later: the same fields as for now, and when it begins.
 */
import { CalendarPlus } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, useNow, useToast } from '../../ui/index.ts';
import { announcementOf, type Draft } from './announcement.ts';
import styles from './schedule.module.css';
import { type LocalTime, momentText, scheduledForOf } from './schedule-time.ts';
import { draftFaultWords, ShowFields, sentencesOf } from './show-fields.tsx';
import { strings } from './strings.ts';
import { useAnnouncedAgain } from './use-announced.ts';
import { WhenFields, whenSentences } from './when-fields.tsx';

const words = strings.schedule;
const rules = {
  words: { CONTENT_BLOCKED: words.faults.blocked },
  fields: { CONTENT_BLOCKED: 'title' },
  invalid: { ...draftFaultWords, scheduledFor: words.faults.range },
} as const;

/** What is filled in; kept while the dialog is closed by mistake. */
export interface Plan {
  readonly draft: Draft;
  readonly when: LocalTime;
}

export interface ScheduleFormProps {
  readonly plan: Plan;
  readonly onPlan: (plan: Plan) => void;
  readonly onDone: () => void;
}

export function ScheduleForm({ plan, onPlan, onDone }: ScheduleFormProps) {
  const { draft, when } = plan;
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  const nowMs = useNow(10_000);
  const again = useAnnouncedAgain();
  const toast = useToast();
  useFaultFocus(form, faults);
  const change = (part: Partial<Plan>): void => {
    onPlan({ ...plan, ...part });
    blame({});
  };

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const show = announcementOf(draft);
    const time = scheduledForOf(when, nowMs);
    if ('faults' in show || 'faults' in time) {
      blame({
        ...('faults' in show && sentencesOf(show.faults)),
        ...('faults' in time && whenSentences(time.faults)),
      });
      return;
    }
    const announce = async (): Promise<void> => {
      await call('createStream', { body: { ...show.body, ...time } });
      await again();
      toast({ tone: 'ok', title: words.done, description: momentText(time.scheduledFor) });
    };
    void run(announce).then((worked) => worked && onDone());
  };

  return (
    <form ref={form} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <ShowFields
        draft={draft}
        onChange={(part) => change({ draft: { ...draft, ...part } })}
        faults={faults}
        busy={busy}
      />
      <WhenFields when={when} onWhen={(next) => change({ when: next })} faults={faults} busy={busy} nowMs={nowMs} />
      <Button type="submit" variant="primary" wide icon={<CalendarPlus />} loading={busy} disabled={waitS > 0}>
        {words.announce}
      </Button>
    </form>
  );
}
