/**
 * What can be spent now, what of it was given, what is set aside for what until when, and what came and went so far.
 */
import { useId } from 'react';
import type { OpenHold, Wallet } from '#protocol/http/wallet.ts';
import { amountText, tokensText } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { useWallet, useWalletFollowed } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';
import { momentOf } from './when.ts';

const words = strings.balance;

/** @param earns whether to show what was earned */
export function BalancePanel({ earns }: { readonly earns: boolean }) {
  const id = useId();
  const wallet = useWallet();
  return (
    <section className={styles.balance} aria-labelledby={id}>
      <h2 id={id} className={styles.balanceTitle}>
        {words.title}
      </h2>
      <Answered query={wallet}>{(found) => <Amounts wallet={found} earns={earns} />}</Answered>
    </section>
  );
}

function Amounts({ wallet, earns }: { readonly wallet: Wallet; readonly earns: boolean }) {
  const { balance, given, reserved, holds, lifetime } = wallet;
  useWalletFollowed(wallet);
  const so = [
    [words.purchased, lifetime.purchased],
    [words.wasGiven, lifetime.given],
    [words.spent, lifetime.spent],
    ...(earns || lifetime.earned !== '0' ? ([[words.earned, lifetime.earned]] as const) : []),
  ] as const;
  return (
    <>
      <p className={styles.amount}>
        <strong className={styles.large}>{amountText(balance)}</strong> {words.tokens(balance === '1')}
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>{words.given}</dt>
          <dd>
            {amountText(given)} <span className={styles.aside}>{words.givenWords}</span>
          </dd>
        </div>
        <div>
          <dt>{words.reserved}</dt>
          <dd>
            {amountText(reserved)} <span className={styles.aside}>{words.reservedWords}</span>
          </dd>
        </div>
      </dl>
      {holds.length > 0 && <Holds holds={holds} />}
      <h3 className={styles.lifetimeTitle}>{words.lifetime}</h3>
      <dl className={styles.figures}>
        {so.map(([name, amount]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{amountText(amount)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Holds({ holds }: { readonly holds: readonly OpenHold[] }) {
  return (
    <>
      <h3 className={styles.lifetimeTitle}>{words.holds}</h3>
      <p className={styles.about}>{words.holdsWords}</p>
      <ul className={styles.holds} aria-label={words.holds}>
        {holds.map(({ id, of, about, amount, until }) => (
          <li key={id}>
            <span>{words.hold(tokensText(amount), about)}</span>{' '}
            <span className={styles.aside}>
              {of === 'earnings' && words.ofEarnings} {words.until}{' '}
              <time className={styles.moment} dateTime={until}>
                {momentOf(until)}
              </time>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
