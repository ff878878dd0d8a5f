/**
 * The balance in the header, fed by whatever socket the page has open. Loaded for signed-in people only.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { BalanceLink } from '../features/wallet/balance-link.tsx';
import { hearWallet } from '../features/wallet/hear-wallet.ts';
import { onPageNote } from '../signalling/index.ts';

export function Balance({ className }: { readonly className?: string | undefined }) {
  const queries = useQueryClient();
  useEffect(() => {
    const ear = hearWallet(queries);
    const stop = onPageNote(ear.hear);
    return () => {
      stop();
      ear.close();
    };
  }, [queries]);
  return (
    <span className={className}>
      <BalanceLink />
    </span>
  );
}
