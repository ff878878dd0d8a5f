/**
 * What the show is called and for whom it is; ends in the one big button.
 */
import { FlaskConical, Radio } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Banner, Button } from '../../ui/index.ts';
import { type Announcement, announcementOf, type Draft } from './announcement.ts';
import styles from './announcement-form.module.css';
import { type FieldFaults, ShowFields, sentencesOf } from './show-fields.tsx';
import { strings } from './strings.ts';

export interface AnnouncementFormProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Whether there is anything to send. */
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onGoLive: (announcement: Announcement) => void;
  readonly onTest: (announcement: Announcement) => void;
}

export function AnnouncementForm({ draft, onDraft, ready, busy, onGoLive, onTest }: AnnouncementFormProps) {
  const [faults, setFaults] = useState<FieldFaults>({});
  const formRef = useRef<HTMLFormElement>(null);
  const { form } = strings;
  const change = (change: Partial<Draft>): void => {
    onDraft({ ...draft, ...change });
    setFaults({});
  };
  const announce = (go: (announcement: Announcement) => void): void => {
    const read = announcementOf(draft);
    if ('body' in read) {
      go(read.body);
      return;
    }
    setFaults(sentencesOf(read.faults));
    // After the faults are shown: to the first of them.
    requestAnimationFrame(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    announce(onGoLive);
  };
  return (
    <form ref={formRef} className={styles.form} onSubmit={submit} noValidate aria-label={form.legend}>
      <h2 className={styles.legend}>{form.legend}</h2>
      <ShowFields draft={draft} onChange={change} faults={faults} busy={busy} />
      {!ready && <Banner announce="none">{strings.cannot}</Banner>}
      <Button type="submit" variant="live" size="lg" wide icon={<Radio />} disabled={!ready} loading={busy}>
        {strings.goLive}
      </Button>
      <Button variant="quiet" wide icon={<FlaskConical />} disabled={!ready || busy} onClick={() => announce(onTest)}>
        {strings.test.start}
      </Button>
    </form>
  );
}
