/** Rate limits of everything a client may repeat, and what an address is counted by. */
export { isLoopback, requireAddress } from './address.ts';
export { createLimits, type Limits } from './limits.ts';
export { createOpenSockets, type OpenSockets } from './open-sockets.ts';
export { type LimitName, type LimitRule, limitRules } from './rules.ts';
