/**
 * Accounts: people, how they prove who they are, and for how long. Promises that a sign-in that ended stays ended and is
 * told (`sign-in.ended`). Never hands out a password hash or a stored token, never says whether an address has an account.
 */
export { type Credentials, checkCredentials } from './check-credentials.ts';
export { endSignIn } from './end-sign-in.ts';
export { type AccountEvents, accountEvents } from './events.ts';
export { hashPassword } from './hash-password.ts';
export { type AccessTokenDeps, issueAccessToken } from './issue-access-token.ts';
export { issueTicket } from './issue-ticket.ts';
export { type HeldSignIn, openSignIn } from './open-sign-in.ts';
export { exportAccount } from './personal-data.ts';
export { type Person, readPeople } from './read-people.ts';
export { redeemTicket } from './redeem-ticket.ts';
export { refreshSignIn } from './refresh-sign-in.ts';
export { type AccountRoutesDeps, accountRoutes } from './routes.ts';
export { verifyAccessToken } from './verify-access-token.ts';
