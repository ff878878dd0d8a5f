/** Rate limits of everything a client may repeat. */
export { createLimits, type Limits } from './limits.ts';
export { type LimitName, type LimitRule, limitRules } from './rules.ts';
