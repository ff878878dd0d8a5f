/**
 * How viewers see it: how many well, with flaws, badly. Said in words, with a bar for the eye.
 */
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { QualityState } from '#protocol/socket/quality.ts';
import { Badge } from '../../ui/index.ts';
import styles from './media.module.css';
import { media } from './media-strings.ts';

interface Shares {
  readonly good: number;
  readonly fair: number;
  readonly poor: number;
}

const order: readonly QualityState[] = ['good', 'fair', 'poor'];

export function QualityShares({ of }: { readonly of: Shares }) {
  const all = of.good + of.fair + of.poor;
  if (all === 0) return <span className={styles.faint}>–</span>;
  return (
    <span className={styles.shares}>
      <span className={styles.shareBar} aria-hidden="true">
        {order
          .filter((state) => of[state] > 0)
          .map((state) => (
            <span key={state} data-state={state} style={{ flexGrow: of[state] }} />
          ))}
      </span>
      {media.shares(of.good, of.fair, of.poor)}
    </span>
  );
}

const looks = {
  good: { tone: 'ok', icon: <CircleCheck /> },
  fair: { tone: 'warn', icon: <TriangleAlert /> },
  poor: { tone: 'danger', icon: <CircleAlert /> },
} as const;

/** A state in a word, with its own sign; `children` in place of the word. */
export function StateBadge({ state, children }: { readonly state: QualityState; readonly children?: string }) {
  const { tone, icon } = looks[state];
  return (
    <Badge tone={tone} icon={icon}>
      {children ?? media.states[state]}
    </Badge>
  );
}
