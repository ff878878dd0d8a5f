/**
 * `/admin/money`: balances by kind, settlement, reconciliation, prices. Looking is audited, so nothing is asked unasked.
 */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MoneyOverview } from '#protocol/http/economy.ts';
import { call } from '../../api/index.ts';
import { amountText, Button, DayBars, tokensText, usePageTitle } from '../../ui/index.ts';
import { AccountView } from './account-view.tsx';
import styles from './admin.module.css';
import { Answered } from './answered.tsx';
import { BooksCard } from './books-card.tsx';
import local from './money.module.css';
import { moneyKey } from './money-key.ts';
import { money } from './money-strings.ts';
import { PricesCard } from './prices-card.tsx';
import { ReconciliationView } from './reconciliation-view.tsx';
import { SettlementCard } from './settlement-card.tsx';
import { strings } from './strings.ts';
import { TransferView } from './transfer-view.tsx';

/** What of the money is looked at: the overview, where nothing is named. */
export interface MoneyLook {
  readonly transfer?: string | undefined;
  readonly account?: string | undefined;
  readonly reconciliation?: string | undefined;
}

export function MoneyPage({ transfer, account, reconciliation }: MoneyLook) {
  if (transfer !== undefined)
    return (
      <Inside>
        <TransferView id={transfer} />
      </Inside>
    );
  if (account !== undefined)
    return (
      <Inside>
        <AccountView id={account} />
      </Inside>
    );
  if (reconciliation !== undefined)
    return (
      <Inside>
        <ReconciliationView id={reconciliation} />
      </Inside>
    );
  return <Overview />;
}

function Inside({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <Link to="/admin/money">{money.back}</Link>
      {children}
    </>
  );
}

function Overview() {
  const overview = useQuery({
    queryKey: moneyKey,
    queryFn: ({ signal }) => call('getMoney', { signal }),
    refetchOnWindowFocus: false,
  });
  usePageTitle(`${money.title} · ${strings.title}`);
  return (
    <>
      <div className={local.pageHead}>
        <div>
          <h1 className={styles.title}>{money.title}</h1>
          <p className={styles.none}>{money.words}</p>
        </div>
        <Button
          size="sm"
          icon={<RefreshCw />}
          loading={overview.isFetching && overview.data !== undefined}
          onClick={() => void overview.refetch()}
        >
          {money.refresh}
        </Button>
      </div>
      <Answered query={overview}>
        {(found) => (
          <div className={styles.columns}>
            <Days days={found.days} />
            <SettlementCard settlement={found.settlement} />
            <BooksCard latest={found.latest} history={found.history} />
            <Balances accounts={found.accounts} />
          </div>
        )}
      </Answered>
      <PricesCard />
    </>
  );
}

function Days({ days }: Pick<MoneyOverview, 'days'>) {
  const words = money.days;
  const bars = days.map(({ day, tips, tokens, platform }) => ({
    day,
    size: Number(tokens),
    text: words.day(tokensText(tokens), tips, amountText(platform)),
  }));
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{words.title}</h2>
      <DayBars label={words.chart} columns={words.columns} days={bars} />
    </section>
  );
}

function Balances({ accounts }: Pick<MoneyOverview, 'accounts'>) {
  const { title, columns, none, unit } = money.balances;
  return (
    <section className={styles.card}>
      <h2 className={styles.subtitle}>{title}</h2>
      {accounts.length === 0 && <p className={styles.none}>{none}</p>}
      <table className={local.table} aria-label={title}>
        <thead>
          <tr>
            <th scope="col">{columns.kind}</th>
            <th scope="col" className={local.number}>
              {columns.accounts}
            </th>
            <th scope="col" className={local.number}>
              {columns.balance}
            </th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((one) => (
            <tr key={`${one.kind} ${one.unit}`}>
              <th scope="row">{one.kind}</th>
              <td className={local.number}>{amountText(String(one.accounts))}</td>
              <td className={local.number}>{unit(amountText(one.balance), one.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
