/**
 * Offers to take up a show that is live without a sender, or to end it.
 */
import { Banner, Button } from '../../ui/index.ts';
import type { Broadcast } from './broadcast.ts';
import styles from './go-on.module.css';
import { strings } from './strings.ts';
import { useUnfinishedShow } from './use-unfinished-show.ts';

export interface GoOnProps {
  readonly desk: Broadcast;
  /** Whether there is anything to send. */
  readonly ready: boolean;
}

export function GoOn({ desk, ready }: GoOnProps) {
  const stream = useUnfinishedShow();
  if (stream === undefined) return null;
  const { title, words, action, end } = strings.goOn;
  return (
    <Banner
      tone="warn"
      title={title(stream.title)}
      action={
        <div className={styles.actions}>
          <Button variant="live" onClick={() => void desk.goOn(stream)} disabled={!ready}>
            {action}
          </Button>
          <Button onClick={() => void desk.endOther(stream)}>{end}</Button>
        </div>
      }
    >
      {words}
    </Banner>
  );
}
