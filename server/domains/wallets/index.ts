/**
 * Wallets: what a person has, every movement of it, what a performer earned, and how much somebody allows themselves to
 * spend. Promises that what is shown is what the ledger has, and that a limit somebody set is only loosened slowly. Never
 * moves a token: `spending_refusal` in the database is what holds a limit, for whoever moves one.
 */
export { walletsPersonalData } from './personal-data.ts';
export { readEarnings } from './read-earnings.ts';
export { readWallet } from './read-wallet.ts';
export { type WalletRoutesDeps, walletRoutes } from './routes.ts';
