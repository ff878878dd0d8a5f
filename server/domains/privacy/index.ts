/**
 * Privacy: what a person may demand about their data. Promises that a copy holds what every domain keeps, that whoever is
 * erased is nobody at once, and that everything else about them goes however much it is and whatever dies meanwhile. Keeps
 * only what is owed.
 */
export { eraseLeftovers } from './erase-leftovers.ts';
export { listDomains } from './list-domains.ts';
export type { ErasureDeps, PrivacyDeps } from './parts.ts';
export { privacyRoutes } from './routes.ts';
