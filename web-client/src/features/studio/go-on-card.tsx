/**
 * Offers to take up a show that is live without a sender, or to end it.
 */
import type { Stream } from '#protocol/http/streams.ts';
import { Banner, Button } from '../../ui/index.ts';
import styles from './go-on-card.module.css';
import { strings } from './strings.ts';

export interface GoOnCardProps {
  readonly stream: Stream;
  readonly ready: boolean;
  readonly onGoOn: () => void;
  readonly onEnd: () => void;
}

export function GoOnCard({ stream, ready, onGoOn, onEnd }: GoOnCardProps) {
  const { title, words, action, end } = strings.goOn;
  return (
    <Banner
      tone="warn"
      title={title(stream.title)}
      action={
        <div className={styles.actions}>
          <Button variant="live" onClick={onGoOn} disabled={!ready}>
            {action}
          </Button>
          <Button onClick={onEnd}>{end}</Button>
        </div>
      }
    >
      {words}
    </Banner>
  );
}
