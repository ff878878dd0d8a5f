/**
 * The packs that tokens come in.
 */
import type { Pack } from '#protocol/http/economy.ts';
import { amountText, dollarsText, tokensText } from '../../ui/index.ts';
import { strings } from './strings.ts';
import styles from './wallet.module.css';

const words = strings.prices;

export function PackList({ packs }: { readonly packs: readonly Pack[] }) {
  if (packs.length === 0) return <p className={styles.none}>{words.none}</p>;
  return (
    <ul className={styles.list} aria-label={words.list}>
      {packs.map(({ id, tokens, bonusTokens, priceMicroUsd }) => (
        <li key={id} className={styles.pack}>
          <span>
            {tokensText(tokens)}
            {bonusTokens !== '0' && <span className={styles.bonus}> {words.bonus(amountText(bonusTokens))}</span>}
          </span>
          <span className={styles.price}>{dollarsText(priceMicroUsd)}</span>
        </li>
      ))}
    </ul>
  );
}
