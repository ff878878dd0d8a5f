/**
 * Moderation: what staff does about a room while it goes on. Owns the acts and their reasons, and the live wall. Promises that no act is
 * without its entry in the audit log, that the performer is told each one with its reason and never who decided, and that what is kept
 * back is kept back from everybody who comes, whatever process dies. Never touches media itself: that is `rooms`.
 */
export { carryOutAct } from './carry-out-act.ts';
export { moderationEvents } from './events.ts';
export { moderationPersonalData } from './personal-data.ts';
export { readAct } from './read-act.ts';
export { moderationRoutes } from './routes.ts';
