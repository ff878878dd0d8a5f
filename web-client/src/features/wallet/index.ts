/**
 * A person's tokens: what they have, every movement, what they gave and were given, and how much they allow themselves; and
 * for anybody, what tokens cost and who gets what of them.
 */
export { PricesPage } from './prices-page.tsx';
export { WalletPage } from './wallet-page.tsx';
