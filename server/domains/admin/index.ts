/**
 * Administration: what admins may look at and do to accounts. Promises that nobody acts on their own account, that acts on
 * admins and acts that make one need a second admin, that an admin is always left, and that every look and every act is in
 * the audit log. Shows the media, where no person is looked at, without one. Shows the money and stops its settlement; never moves a token, never changes an account itself: that is
 * `accounts`.
 */
export { endShows } from './end-shows.ts';
export { adminPersonalData } from './personal-data.ts';
export { reviewShows } from './review-shows.ts';
export { type AdminRoutesDeps, adminRoutes, mediaRoutes } from './routes.ts';
export { sampleMedia } from './sample-media.ts';
