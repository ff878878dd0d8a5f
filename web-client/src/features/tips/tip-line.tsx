/**
 * A tip among the lines of the chat: unlike them at a glance, and never mistaken for something that was said.
 */
import { Coins } from 'lucide-react';
import type { ShownTip } from '#protocol/http/tips.ts';
import { tokensText } from '../../ui/index.ts';
import { nameOf } from './act-words.ts';
import { strings } from './strings.ts';
import styles from './tip-line.module.css';

export function TipLine({ tip }: { readonly tip: ShownTip }) {
  const { id, amount, message, menuItem, tier } = tip;
  const name = nameOf(tip);
  return (
    <article
      className={styles.line}
      aria-label={strings.line.label(name, tokensText(amount), message)}
      tabIndex={-1}
      data-line={id}
      data-tip={tier}
    >
      <p className={styles.head}>
        <Coins aria-hidden="true" />
        <span className={styles.name} dir="auto">
          {name}
        </span>{' '}
        {strings.line.tipped} <span className={styles.amount}>{tokensText(amount)}</span>
      </p>
      {menuItem !== null && (
        <p className={styles.item} dir="auto">
          {menuItem}
        </p>
      )}
      {message !== null && (
        <p className={styles.message} dir="auto">
          {message}
        </p>
      )}
    </article>
  );
}
