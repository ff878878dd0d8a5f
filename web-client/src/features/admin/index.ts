/**
 * For staff: people, acts that wait for a second admin, the audit log, the money, the media; and the mail that stayed on this machine.
 */
export { AdminFrame } from './admin-frame.tsx';
export { AuditPage } from './audit-page.tsx';
export { LocalMailPage } from './local-mail-page.tsx';
export { type MediaLook, MediaPage } from './media-page.tsx';
export { type MoneyLook, MoneyPage } from './money-page.tsx';
export { PeoplePage } from './people-page.tsx';
export { PersonPage } from './person-page.tsx';
export { ProposalsPage } from './proposals-page.tsx';
