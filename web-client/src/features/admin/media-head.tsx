/**
 * The head of the operator's view: what it is, whether it looks by itself, and since when it does not know better.
 */
import { Pause, Play } from 'lucide-react';
import { Banner, Button, useNow } from '../../ui/index.ts';
import styles from './admin.module.css';
import { media } from './media-strings.ts';
import local from './money.module.css';
import { momentOf } from './when.ts';

export interface MediaHeadProps {
  readonly title: string;
  readonly words: string;
  readonly isPaused: boolean;
  readonly onPause: (isPaused: boolean) => void;
  /** When the newest answer came, milliseconds since 1970; 0: none did. */
  readonly updatedAtMs: number;
}

/** Three looks went by without an answer. */
const staleAfterMs = 10_000;

export function MediaHead({ title, words, isPaused, onPause, updatedAtMs }: MediaHeadProps) {
  const now = useNow(1_000);
  const isStale = !isPaused && updatedAtMs > 0 && now - updatedAtMs > staleAfterMs;
  return (
    <>
      <div className={local.pageHead}>
        <div>
          <h1 className={styles.title}>{title}</h1>
          <p className={styles.none}>
            {words} {isPaused ? `${media.paused}.` : `${media.live}.`}
          </p>
        </div>
        <Button size="sm" icon={isPaused ? <Play /> : <Pause />} onClick={() => onPause(!isPaused)}>
          {isPaused ? media.goOn : media.pause}
        </Button>
      </div>
      {isStale && <Banner tone="warn">{media.stale(momentOf(new Date(updatedAtMs).toISOString()))}</Banner>}
    </>
  );
}
