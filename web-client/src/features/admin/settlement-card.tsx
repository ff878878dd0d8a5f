/**
 * The dividing of tips: what waits, since when, and the switch that stops it.
 */
import { useState } from 'react';
import type { MoneyOverview } from '#protocol/http/economy.ts';
import { amountText, Badge, Banner, Button } from '../../ui/index.ts';
import styles from './admin.module.css';
import { money } from './money-strings.ts';
import { PauseDialog } from './pause-dialog.tsx';
import { momentOf } from './when.ts';

const words = money.settlement;

export function SettlementCard({ settlement }: Pick<MoneyOverview, 'settlement'>) {
  const [asked, setAsked] = useState(false);
  const { waiting, oldestAt, paused } = settlement;
  const facts = [
    [
      words.state,
      <Badge key="state" tone={paused ? 'warn' : 'ok'}>
        {paused ? words.paused : words.running}
      </Badge>,
    ],
    [words.waiting, amountText(String(waiting))],
    [words.oldest, oldestAt === null ? words.none : momentOf(oldestAt)],
  ] as const;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.title}</h2>
      <p className={styles.none}>{words.words}</p>
      {paused && (
        <Banner tone="warn" announce="none">
          {words.pausedSince(momentOf(paused.at), paused.reason)}
        </Banner>
      )}
      <dl className={styles.facts}>
        {facts.map(([term, value]) => (
          <div key={term} className={styles.factRow}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles.acts}>
        <Button size="sm" variant={paused ? 'primary' : 'danger'} onClick={() => setAsked(true)}>
          {paused ? words.resume : words.pause}
        </Button>
      </div>
      {asked && <PauseDialog pause={paused === null} onClose={() => setAsked(false)} />}
    </section>
  );
}
