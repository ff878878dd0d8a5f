/**
 * Profiles: how people show themselves, whom they follow, how they like the site. Promises that a follow is counted and told
 * once. How they are called, and who they are, belongs to `accounts`; what they show, to `streams`.
 */
export { type ProfileEvents, profileEvents } from './events.ts';
export { follows } from './follows-person.ts';
export { profilesPersonalData } from './personal-data.ts';
export { followersOf } from './read-followers.ts';
export { readPreferences } from './read-preferences.ts';
export { type ProfileRoutesDeps, profileRoutes } from './routes.ts';
