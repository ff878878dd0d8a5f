/**
 * What the show is called and for whom it is; ends in the one big button.
 */
import { Radio } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Banner, Button, Switch, TextField } from '../../ui/index.ts';
import { type Announcement, announcementOf, type Draft, type DraftFaults, tagsOf } from './announcement.ts';
import styles from './announcement-form.module.css';
import { strings } from './strings.ts';
import { TagList } from './tag-list.tsx';

export interface AnnouncementFormProps {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Whether there is anything to send. */
  readonly ready: boolean;
  readonly busy: boolean;
  readonly onGoLive: (announcement: Announcement) => void;
}

export function AnnouncementForm({ draft, onDraft, ready, busy, onGoLive }: AnnouncementFormProps) {
  const [faults, setFaults] = useState<DraftFaults>({});
  const formRef = useRef<HTMLFormElement>(null);
  const { form } = strings;
  const change = (change: Partial<Draft>): void => {
    onDraft({ ...draft, ...change });
    setFaults({});
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = announcementOf(draft);
    if ('body' in read) {
      onGoLive(read.body);
      return;
    }
    setFaults(read.faults);
    // After the faults are shown: to the first of them.
    requestAnimationFrame(() => formRef.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  };
  return (
    <form ref={formRef} className={styles.form} onSubmit={submit} noValidate aria-label={form.legend}>
      <h2 className={styles.legend}>{form.legend}</h2>
      <TextField
        label={form.title}
        hint={form.titleHint}
        error={faults.title && form.titleFault}
        value={draft.title}
        maxLength={120}
        autoComplete="off"
        required
        disabled={busy}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextField
        label={form.tags}
        hint={form.tagsHint}
        error={faults.tags && form.tagsFault}
        value={draft.tags}
        autoComplete="off"
        autoCapitalize="none"
        disabled={busy}
        onChange={(event) => change({ tags: event.currentTarget.value })}
      />
      <TagList tags={tagsOf(draft.tags)} />
      <Switch
        label={form.adult}
        description={form.adultWords}
        checked={draft.adult}
        disabled={busy}
        onCheckedChange={(adult) => change({ adult })}
      />
      <Switch
        label={form.ticketed}
        description={form.ticketedWords}
        checked={draft.ticketed}
        disabled={busy}
        onCheckedChange={(ticketed) => change({ ticketed })}
      />
      {draft.ticketed && (
        <TextField
          label={form.price}
          error={faults.price && form.priceFault}
          value={draft.price}
          inputMode="numeric"
          autoComplete="off"
          required
          disabled={busy}
          onChange={(event) => change({ price: event.currentTarget.value })}
        />
      )}
      {!ready && <Banner announce="none">{strings.cannot}</Banner>}
      <Button type="submit" variant="live" size="lg" wide icon={<Radio />} disabled={!ready} loading={busy}>
        {strings.goLive}
      </Button>
    </form>
  );
}
