/**
 * The page's way to the server over HTTP: `await call('login', { body })`, typed by the protocol.
 * Errors are `ApiError`s. The access token lives in here and nowhere else.
 */
import { createAccess } from './access.ts';
import { createCall } from './call.ts';

export const access = createAccess();
export const call = createCall(access);

export type { Access } from './access.ts';
export { ApiError, type ApiErrorKind, isRefusal } from './api-error.ts';
export type { Call } from './call.ts';
export type { CallOptions } from './exchange.ts';
export { owesSignOut, tellSignOut } from './owed-sign-out.ts';
