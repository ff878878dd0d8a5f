/**
 * Policies: what tokens cost, what an earned one pays, who gets what of a token that is spent. Promises that no list holds
 * by which tokens could be turned into more money than they cost. Never moves a token.
 */
export { describePolicy } from './describe-policy.ts';
export { ensurePolicy } from './ensure-policy.ts';
export { policiesPersonalData } from './personal-data.ts';
export { readPolicy } from './read-policy.ts';
export { readSplits } from './read-splits.ts';
export { policyRoutes } from './routes.ts';
export { setPolicy } from './set-policy.ts';
