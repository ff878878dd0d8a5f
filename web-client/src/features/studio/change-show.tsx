/**
 * Another title or other tags for a show that is on. Nobody's picture is interrupted by it.
 */
import { type FormEvent, useRef, useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button, Dialog, TextField, useToast } from '../../ui/index.ts';
import { emptyDraft, type ShowChange, showChangeOf, tagsOf } from './announcement.ts';
import styles from './schedule.module.css';
import { sentencesOf } from './show-fields.tsx';
import { strings } from './strings.ts';
import { TagList } from './tag-list.tsx';

const { changeShow: words, form } = strings;
const rules = {
  words: { CONTENT_BLOCKED: words.faults.blocked, STREAM_STATE: words.faults.over, NOT_FOUND: words.faults.over },
  invalid: { title: form.titleFault, tags: form.tagsFault },
} as const;

export interface ChangeShowProps {
  readonly stream: Stream;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly onChange: (change: ShowChange) => Promise<void>;
}

export function ChangeShow({ stream, open, onOpenChange, onChange }: ChangeShowProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.title} description={words.words}>
      {/* Made anew each time it opens: with what the show is called now. */}
      <ChangeShowForm stream={stream} onChange={onChange} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type FormProps = Pick<ChangeShowProps, 'stream' | 'onChange'> & { readonly onDone: () => void };

function ChangeShowForm({ stream, onChange, onDone }: FormProps) {
  const [draft, setDraft] = useState({ ...emptyDraft, title: stream.title, tags: stream.tags.join(' ') });
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const ref = useRef<HTMLFormElement>(null);
  const toast = useToast();
  useFaultFocus(ref, faults);
  const change = (part: Partial<typeof draft>): void => {
    setDraft({ ...draft, ...part });
    blame({});
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = showChangeOf(draft);
    if ('faults' in read) {
      blame({ ...sentencesOf(read.faults) });
      return;
    }
    void run(() => onChange(read.body)).then((worked) => {
      if (!worked) return;
      onDone();
      toast({ tone: 'ok', title: words.done });
    });
  };
  return (
    <form ref={ref} className={styles.form} onSubmit={submit} noValidate>
      {failure && <Banner tone="error">{failure}</Banner>}
      <TextField
        label={form.title}
        hint={form.titleHint}
        error={faults.title}
        value={draft.title}
        maxLength={120}
        autoComplete="off"
        required
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextField
        label={form.tags}
        hint={form.tagsHint}
        error={faults.tags}
        value={draft.tags}
        autoComplete="off"
        autoCapitalize="none"
        onChange={(event) => change({ tags: event.currentTarget.value })}
      />
      <TagList tags={tagsOf(draft.tags)} />
      <div className={styles.answers}>
        <Button onClick={onDone}>{words.keep}</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={waitS > 0}>
          {words.action}
        </Button>
      </div>
    </form>
  );
}
