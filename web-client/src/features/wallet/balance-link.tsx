/**
 * The balance in the header, as the way to the wallet. Imported as a file, because the page behind it is not needed there.
 */
import { Link } from '@tanstack/react-router';
import { Coins } from 'lucide-react';
import { amountText, tokensText } from '../../ui/index.ts';
import styles from './balance-link.module.css';
import { useWallet } from './queries.ts';
import { strings } from './strings.ts';

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Nothing until the balance is known. */
export function BalanceLink() {
  const { data } = useWallet();
  if (data === undefined) return null;
  const { balance } = data;
  return (
    <Link to="/wallet" className={styles.balance} aria-label={strings.header.link(tokensText(balance))}>
      <Coins aria-hidden="true" />
      {balance.length > 5 ? compact.format(BigInt(balance)) : amountText(balance)}
    </Link>
  );
}
