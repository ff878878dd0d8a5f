/** Mail: sent by SMTP where a server is set, kept in a folder where none is. */
export { type LocalOutbox, openLocalOutbox } from './local-outbox.ts';
export type { Mail, Mailer } from './mail.ts';
export { mailRoutes, mayReadLocalMail } from './mail-routes.ts';
export { openSmtp } from './smtp.ts';
