/**
 * `/studio/encoder`: which show an encoder is to be set up for: one that is announced, the last one, or a new one.
 */
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft, MonitorUp } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../api/index.ts';
import { useAttempt, useFaultFocus } from '../../forms/index.ts';
import { Banner, Button } from '../../ui/index.ts';
import { announcementOf, emptyDraft } from './announcement.ts';
import styles from './encoder.module.css';
import { encoderStrings } from './encoder-strings.ts';
import { rememberEncoder } from './last-encoder.ts';
import { momentText } from './schedule-time.ts';
import { draftFaultWords, ShowFields, sentencesOf } from './show-fields.tsx';
import { strings } from './strings.ts';
import { useAnnounced } from './use-announced.ts';
import { useLastEncoder } from './use-last-encoder.ts';

const words = encoderStrings.start;
const rules = {
  words: { CONTENT_BLOCKED: strings.schedule.faults.blocked },
  fields: { CONTENT_BLOCKED: 'title' },
  invalid: draftFaultWords,
} as const;

export function EncoderStart() {
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <Link to="/studio" className={styles.back}>
          <ArrowLeft aria-hidden="true" size="1.1em" />
          {encoderStrings.back}
        </Link>
        <h1 className={styles.title}>{words.title}</h1>
        <p className={styles.words}>{words.words}</p>
      </header>
      <Shows />
      <NewShow />
    </div>
  );
}

function Shows() {
  const last = useLastEncoder();
  const { data: announced = [] } = useAnnounced();
  const others = announced.filter(({ id }) => id !== last?.id);
  return (
    <>
      {last && <ShowList title={words.last} shows={[last]} />}
      {others.length > 0 && <ShowList title={words.announced} shows={others} />}
    </>
  );
}

interface ShowListProps {
  readonly title: string;
  readonly shows: readonly { readonly id: string; readonly title: string; readonly scheduledFor: string | null }[];
}

function ShowList({ title, shows }: ShowListProps) {
  return (
    <section className={styles.card} aria-label={title}>
      <h2 className={styles.subtitle}>{title}</h2>
      <ul className={styles.shows}>
        {shows.map((show) => (
          <li key={show.id}>
            <Link to="/studio/encoder/$streamId" params={{ streamId: show.id }} className={styles.show}>
              <span>{show.title}</span>
              {show.scheduledFor && <span className={styles.words}>{momentText(show.scheduledFor)}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NewShow() {
  const [draft, setDraft] = useState(emptyDraft);
  const { busy, failure, faults, waitS, run, blame } = useAttempt(rules);
  const form = useRef<HTMLFormElement>(null);
  const navigate = useNavigate();
  useFaultFocus(form, faults);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const read = announcementOf(draft);
    if ('faults' in read) {
      blame(sentencesOf(read.faults));
      return;
    }
    void run(async () => {
      const { stream } = await call('createStream', { body: read.body });
      rememberEncoder(stream.id);
      await navigate({ to: '/studio/encoder/$streamId', params: { streamId: stream.id } });
    });
  };
  return (
    <form ref={form} className={styles.card} onSubmit={submit} noValidate aria-labelledby="encoder-new">
      <h2 id="encoder-new" className={styles.subtitle}>
        {words.fresh}
      </h2>
      {failure && <Banner tone="error">{failure}</Banner>}
      <ShowFields
        draft={draft}
        onChange={(part) => {
          setDraft({ ...draft, ...part });
          blame({});
        }}
        faults={faults}
        busy={busy}
      />
      <Button type="submit" variant="primary" wide icon={<MonitorUp />} loading={busy} disabled={waitS > 0}>
        {words.make}
      </Button>
    </form>
  );
}
