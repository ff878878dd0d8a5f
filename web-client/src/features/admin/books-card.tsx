/**
 * Whether the books agree: the newest comparison, those before it, and another one now.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Scale } from 'lucide-react';
import type { MoneyOverview } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { useAttempt } from '../../forms/index.ts';
import { Banner, Button, useToast } from '../../ui/index.ts';
import styles from './admin.module.css';
import local from './money.module.css';
import { moneyKey } from './money-key.ts';
import { money, moneyWords } from './money-strings.ts';
import { Checks, Verdict } from './reconciliation-view.tsx';
import { momentOf } from './when.ts';

const words = money.books;

export function BooksCard({ latest, history }: Pick<MoneyOverview, 'latest' | 'history'>) {
  const { busy, failure, run } = useAttempt({ words: moneyWords });
  const queries = useQueryClient();
  const toast = useToast();
  const compare = async (): Promise<void> => {
    const { reconciliation } = await call('reconcile', { body: {} });
    toast({ tone: reconciliation.holds ? 'ok' : 'error', title: words.ran[`${reconciliation.holds}`] });
    await queries.invalidateQueries({ queryKey: moneyKey });
  };
  const before = history.filter(({ id }) => id !== latest?.id);
  return (
    <section className={styles.card}>
      <div className={local.cardHead}>
        <h2 className={styles.subtitle}>{words.title}</h2>
        <Button size="sm" icon={<Scale />} loading={busy} onClick={() => void run(compare)}>
          {words.run}
        </Button>
      </div>
      <p className={styles.none}>{words.words}</p>
      {failure && <Banner tone="error">{failure}</Banner>}
      {latest === null ? (
        <p className={styles.none}>{words.none}</p>
      ) : (
        <>
          <p className={styles.line}>
            {words.at(momentOf(latest.at), latest.tookMs)} <Verdict holds={latest.holds} />
          </p>
          <Checks checks={latest.checks} />
        </>
      )}
      {before.length > 0 && (
        <details className={local.details}>
          <summary>{words.history}</summary>
          <ul className={styles.lines}>
            {before.map(({ id, at, tookMs, holds }) => (
              <li key={id} className={styles.line}>
                <Link to="/admin/money" search={{ reconciliation: id }}>
                  {words.at(momentOf(at), tookMs)}
                </Link>
                <Verdict holds={holds} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
