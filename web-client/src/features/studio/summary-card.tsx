/**
 * After the show: how long, before how many, and what next.
 */
import { Link } from '@tanstack/react-router';
import { PartyPopper } from 'lucide-react';
import { Button, buttonClass, EmptyState } from '../../ui/index.ts';
import type { BroadcastState } from './broadcast-state.ts';
import { strings } from './strings.ts';
import styles from './summary-card.module.css';
import { timeOnAir } from './time-on-air.ts';
import { useFocusOnArrival } from './use-focus-on-arrival.ts';

export interface SummaryCardProps {
  readonly broadcast: BroadcastState;
  readonly onAgain: () => void;
}

export function SummaryCard({ broadcast, onAgain }: SummaryCardProps) {
  const { stream, since, peak } = broadcast;
  const { summary } = strings;
  const ref = useFocusOnArrival<HTMLElement>();
  const action = (
    <>
      <Button variant="primary" onClick={onAgain}>
        {summary.again}
      </Button>
      <Link to="/" className={buttonClass({ variant: 'quiet' })}>
        {summary.home}
      </Link>
    </>
  );
  return (
    <section ref={ref} tabIndex={-1} className={styles.card} aria-label={summary.title}>
      <EmptyState art={<PartyPopper />} title={summary.title} action={action}>
        <p className={styles.name}>{stream?.title}</p>
        <dl className={styles.facts}>
          {stream?.endedAt && (
            <div>
              <dt>{summary.time}</dt>
              <dd>{timeOnAir(since, Date.parse(stream.endedAt))}</dd>
            </div>
          )}
          <div>
            <dt>{summary.peak}</dt>
            <dd>{peak}</dd>
          </div>
        </dl>
      </EmptyState>
    </section>
  );
}
