/**
 * What can be spent now, what of it was given, what is set aside, and what came and went so far.
 */
import { useId } from 'react';
import type { Wallet } from '#protocol/http/wallet.ts';
import { amountText } from '../../ui/index.ts';
import { Answered } from './answered.tsx';
import { useWallet } from './queries.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';

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
  const { balance, given, reserved, lifetime } = wallet;
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
