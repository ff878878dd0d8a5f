/**
 * Notifications: what people are told while they are elsewhere on the site. Promises that the same thing is told to a person
 * once, and to people who are on the site within seconds. Never mails, and never decides what is news: reactions do.
 */
export { forgetNotifications } from './forget-notifications.ts';
export { notifyAdmins } from './notify-admins.ts';
export { notifyFollowed } from './notify-followed.ts';
export { notifyGuest } from './notify-guest.ts';
export { notifyModerated } from './notify-moderated.ts';
export { type AccountNews, type NotifyDeps, notifyPerson } from './notify-person.ts';
export { openRound } from './open-round.ts';
export { notificationsPersonalData } from './personal-data.ts';
export { type NotificationRoutesDeps, notificationRoutes } from './routes.ts';
export { tellFollowers } from './tell-followers.ts';
