/**
 * A person's tokens: what they have, every movement, what they gave and were given, and how much they allow themselves.
 */
export { WalletPage } from './wallet-page.tsx';
