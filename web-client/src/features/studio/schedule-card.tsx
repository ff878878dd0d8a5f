/**
 * The schedule beside the form for now: what is announced, and the way to announce more.
 */
import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { Stream } from '#protocol/http/streams.ts';
import { Banner, Button, Dialog, Spinner, useNow } from '../../ui/index.ts';
import { AnnouncedShow } from './announced-show.tsx';
import { emptyDraft } from './announcement.ts';
import { ChangeTimeForm } from './change-time-form.tsx';
import styles from './schedule.module.css';
import { type Plan, ScheduleForm } from './schedule-form.tsx';
import { notChosen } from './schedule-time.ts';
import { strings } from './strings.ts';
import { TakeOff } from './take-off.tsx';
import { useAnnounced } from './use-announced.ts';

const words = strings.schedule;
const noPlan: Plan = { draft: emptyDraft, when: notChosen };

export interface ScheduleCardProps {
  /** Whether there is anything to send. */
  readonly ready: boolean;
  /** A show is about to begin. */
  readonly busy: boolean;
  readonly onGoLive: (stream: Stream) => void;
}

export function ScheduleCard(props: ScheduleCardProps) {
  const [open, setOpen] = useState(false);
  const [plan, setPlan] = useState(noPlan);
  const done = (): void => {
    setOpen(false);
    setPlan(noPlan);
  };
  return (
    <section className={styles.card} aria-labelledby="schedule-title">
      <header className={styles.head}>
        <h2 id="schedule-title" className={styles.title}>
          {words.title}
        </h2>
        <p className={styles.words}>{words.words}</p>
      </header>
      <AnnouncedShows {...props} />
      <Button wide icon={<CalendarPlus />} disabled={props.busy} onClick={() => setOpen(true)}>
        {words.open}
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title={words.open} description={words.formWords}>
        <ScheduleForm plan={plan} onPlan={setPlan} onDone={done} />
      </Dialog>
    </section>
  );
}

interface Doing {
  readonly what: 'change' | 'take-off';
  readonly stream: Stream;
}

function AnnouncedShows({ ready, busy, onGoLive }: ScheduleCardProps) {
  const { data, error, isFetching, refetch } = useAnnounced();
  const nowMs = useNow(30_000);
  const [doing, setDoing] = useState<Doing>();
  const [open, setOpen] = useState(false);
  const start = (next: Doing): void => {
    setDoing(next);
    setOpen(true);
  };
  if (data === undefined) {
    if (!error) return <Spinner label={words.loading} />;
    const retry = (
      <Button size="sm" loading={isFetching} onClick={() => void refetch()}>
        {words.retry}
      </Button>
    );
    return (
      <Banner tone="warn" action={retry}>
        {words.failed}
      </Banner>
    );
  }
  return (
    <>
      {data.length > 0 && <h3 className={styles.subtitle}>{words.announced}</h3>}
      {data.length > 0 && (
        <ul className={styles.list}>
          {data.map((stream) => (
            <li key={stream.id}>
              <AnnouncedShow
                stream={stream}
                nowMs={nowMs}
                ready={ready}
                busy={busy}
                onGoLive={() => onGoLive(stream)}
                onChange={() => start({ what: 'change', stream })}
                onTakeOff={() => start({ what: 'take-off', stream })}
              />
            </li>
          ))}
        </ul>
      )}
      {doing && <DoingDialog {...doing} open={open} onOpenChange={setOpen} />}
    </>
  );
}

interface DoingDialogProps extends Doing {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

/** Stays while it closes, so that the focus goes back to where it came from. */
function DoingDialog({ what, stream, open, onOpenChange }: DoingDialogProps) {
  const done = (): void => onOpenChange(false);
  if (what === 'change') {
    return (
      <Dialog open={open} onOpenChange={onOpenChange} title={words.changeTitle(stream.title)}>
        <ChangeTimeForm stream={stream} onDone={done} />
      </Dialog>
    );
  }
  const title = words.takeOffTitle(stream.title);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={words.takeOffWords}>
      <TakeOff stream={stream} onDone={done} />
    </Dialog>
  );
}
