/**
 * Asks before an announced show is taken off the schedule: it does not come back.
 */
import type { Stream } from '#protocol/http/streams.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Banner, Button, useToast } from '../../ui/index.ts';
import styles from './schedule.module.css';
import { strings } from './strings.ts';
import { useAnnouncedAgain } from './use-announced.ts';

const words = strings.schedule;
const rules = { words: { STREAM_STATE: words.faults.begun, NOT_FOUND: words.faults.gone } } as const;

export interface TakeOffProps {
  readonly stream: Stream;
  readonly onDone: () => void;
}

export function TakeOff({ stream, onDone }: TakeOffProps) {
  const { busy, failure, waitS, run } = useAttempt(rules);
  const again = useAnnouncedAgain();
  const toast = useToast();
  const takeOff = async (): Promise<void> => {
    await call('scheduleStream', { params: { id: stream.id }, body: { scheduledFor: null } });
    await again();
    toast({ tone: 'ok', title: words.takenOff, description: stream.title });
  };
  // Refused: what is listed may be out of date.
  const finish = (): void => void run(takeOff).then((worked) => (worked ? onDone() : again()));
  return (
    <div className={styles.form}>
      {failure && <Banner tone="error">{failure}</Banner>}
      <div className={styles.answers}>
        <Button onClick={onDone}>{words.keep}</Button>
        <Button variant="danger" loading={busy} disabled={waitS > 0} onClick={finish}>
          {words.takeOff}
        </Button>
      </div>
    </div>
  );
}
