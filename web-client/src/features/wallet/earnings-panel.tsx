/**
 * What a performer earned: divided already, about to be, today, and day by day.
 */
import type { Earnings } from '#protocol/http/wallet.ts';
import { amountText, DayBars, dollarsText, tokensText } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { Panel } from './panel.tsx';
import { useEarnings, useEconomy } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';
import type { EarningsAnswer } from './wallet-news.ts';

const words = strings.earnings;

export function EarningsPanel() {
  const earnings = useEarnings();
  const economy = useEconomy();
  const rate = economy.data?.policy.payoutMicroUsd;
  return (
    <Panel title={words.title} words={words.words} anchor="earnings">
      <Answered query={earnings}>
        {({ earnings: amounts, days }) => (
          <>
            <Figures earnings={amounts} />
            <Days days={days} />
          </>
        )}
      </Answered>
      {rate !== undefined && <p className={styles.about}>{words.payout(dollarsText(rate))}</p>}
    </Panel>
  );
}

function Figures({ earnings }: { readonly earnings: Earnings }) {
  const names = ['total', 'today', 'settled', 'unsettled', 'reserved'] as const;
  return (
    <dl className={styles.figures}>
      {names.map((name) => {
        const amount = earnings[name];
        return (
          amount !== undefined && (
            <div key={name}>
              <dt>{words[name]}</dt>
              <dd>{amountText(amount)}</dd>
            </div>
          )
        );
      })}
    </dl>
  );
}

function Days({ days }: Pick<EarningsAnswer, 'days'>) {
  const bars = days.map(({ day, earned, tips }) => ({
    day,
    size: Number(earned),
    text: words.day(tokensText(earned), tips),
  }));
  return <DayBars label={words.chart} columns={words.columns} days={bars} />;
}
