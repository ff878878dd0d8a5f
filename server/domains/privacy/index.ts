/**
 * Privacy: what a person may demand about their data. Promises that a copy holds what every domain keeps, that erasure
 * reaches every domain or none, and that it can be repeated. Keeps nothing itself.
 */
export { eraseLeftovers } from './erase-leftovers.ts';
export { listDomains } from './list-domains.ts';
export type { ErasureDeps, PrivacyDeps } from './parts.ts';
export { privacyRoutes } from './routes.ts';
