/**
 * A sign-out that the server has not heard of yet. Remembered is the wish alone: the refresh cookie, which this page cannot
 * read, says whose sign-in is meant when it is told. While it is owed the cookie is used for nothing else.
 */
import { routes } from '#protocol/http/routes.ts';
import { exchange } from './exchange.ts';
import { inTurn } from './in-turn.ts';

const owedKey = 'busker.owes-sign-out';

/** Whether some tab of this browser signed out and the server does not know. */
export function owesSignOut(): boolean {
  return localStorage.getItem(owedKey) !== null;
}

/** Before it is told, so that a page that is closed in the middle still owes it. */
export function oweSignOut(): void {
  localStorage.setItem(owedKey, '1');
}

let telling: Promise<void> | undefined;

/** Tells the server, once among the tabs; nothing where nothing is owed. @throws ApiError where it could not be told */
export async function tellSignOut(): Promise<void> {
  if (!owesSignOut()) return;
  telling ??= inTurn(tell).finally(() => {
    telling = undefined;
  });
  await telling;
}

async function tell(): Promise<void> {
  // Another tab told it while this one waited: by now the cookie may be of a new sign-in.
  if (!owesSignOut()) return;
  await exchange(routes.logout, { body: {}, keepalive: true }, null);
  localStorage.removeItem(owedKey);
}
