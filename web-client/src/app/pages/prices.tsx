/**
 * `/prices`: what tokens cost and who gets what of a tip, for anybody.
 */
import { PricesPage } from '../../features/wallet/index.ts';

export function PricesRoute() {
  return <PricesPage />;
}
