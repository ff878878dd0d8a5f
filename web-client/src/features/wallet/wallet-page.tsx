/**
 * `/wallet`: the person's tokens. While it is open it has a socket of its own, so that what happens is seen at once.
 */
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { holds, useSession } from '../../session/index.ts';
import { usePageTitle } from '../../ui/index.ts';
import { BalancePanel } from './balance-panel.tsx';
import { BreakPanel } from './break-panel.tsx';
import { EarningsPanel } from './earnings-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { PricesPanel } from './prices-panel.tsx';
import { StatementPanel } from './statement-panel.tsx';
import { strings } from './strings.ts';
import { TipsPanel } from './tips-panel.tsx';
import { useWalletSocket } from './use-wallet-socket.ts';
import styles from './wallet.module.css';

export function WalletPage() {
  const session = useSession();
  const earns = holds(session, 'performer');
  usePageTitle(strings.title);
  useWalletSocket();
  useAnchor();
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{strings.title}</h1>
      <div className={styles.columns}>
        <div className={styles.column}>
          <BalancePanel earns={earns} />
          {earns && <EarningsPanel />}
          <TipsPanel earns={earns} />
          <StatementPanel earns={earns} />
        </div>
        <div className={styles.column}>
          <PricesPanel />
          <LimitsPanel />
          <BreakPanel />
        </div>
      </div>
    </div>
  );
}

/** The page is fetched after its address was read, so the browser did not find the place by itself. */
function useAnchor(): void {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash !== '') document.getElementById(hash)?.scrollIntoView();
  }, [hash]);
}
