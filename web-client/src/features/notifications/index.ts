/**
 * The bell: what happened while one was elsewhere. Where a socket is open the app hands its notes to `newsArrived`;
 * elsewhere the bell asks by itself.
 */
export { type News, newsArrived } from './news.ts';
export { NotificationBell } from './notification-bell.tsx';
