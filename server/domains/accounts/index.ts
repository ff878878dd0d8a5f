/**
 * Accounts: people, how they are called, how they prove who they are, and for how long. Promises that a sign-in that ended
 * stays ended and is told (`sign-in.ended`), that roles which demand a second factor count only with one, and that what was
 * changed about somebody's rights holds at once. Never hands out a password hash or a stored token, never keeps a birth date.
 */
export { type Credentials, checkCredentials } from './check-credentials.ts';
export { describePerson } from './describe-person.ts';
export { dropSecondFactors } from './drop-second-factors.ts';
export { endSignIn } from './end-sign-in.ts';
export { eraseAccount } from './erase-account.ts';
export { type AccountEvents, accountEvents } from './events.ts';
export { findAccounts } from './find-accounts.ts';
export { findKnown } from './find-known.ts';
export { findPerson } from './find-person.ts';
export { forgetOld } from './forget-old.ts';
export { type Guard, guardSessions } from './guard-sessions.ts';
export { hashPassword } from './hash-password.ts';
export { holdRoles } from './hold-roles.ts';
export { type AccessTokenDeps, issueAccessToken } from './issue-access-token.ts';
export { issueTicket } from './issue-ticket.ts';
export { keepStanding, type Standing } from './keep-standing.ts';
export { type MailLinkDeps, mailLink } from './mail-link.ts';
export { mailNotice } from './mail-notice.ts';
export { type HeldSignIn, openSignIn } from './open-sign-in.ts';
export type { Caller, FactorKeys, GivenProof, ProofDeps, Site } from './parts.ts';
export { accountsPersonalData } from './personal-data.ts';
export { proveAgain } from './prove-again.ts';
export { type Person, readPeople } from './read-people.ts';
export { redeemTicket } from './redeem-ticket.ts';
export { refreshSignIn } from './refresh-sign-in.ts';
export { renameAccount } from './rename-account.ts';
export { renewIdentity } from './renew-identity.ts';
export { restoreAccount } from './restore-account.ts';
export { type AccountRoutesDeps, accountRoutes } from './routes.ts';
export type { KnownPerson } from './rules/known-person.ts';
export { setAccountRoles } from './set-account-roles.ts';
export type { Account } from './store.ts';
export type { PeopleFilter } from './store-people.ts';
export { suspendAccount } from './suspend-account.ts';
export { verifyAccessToken } from './verify-access-token.ts';
export { type AccountView, viewAccount } from './view-account.ts';
export type { AccountOverview } from './view-accounts.ts';
