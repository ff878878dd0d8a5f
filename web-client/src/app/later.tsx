/**
 * Parts of the shell that most visits never need: fetched when they are.
 */
import { lazy } from 'react';

const accounts = () => import('../features/accounts/index.ts');

export const AccountDialog = lazy(async () => ({ default: (await accounts()).AccountDialog }));
export const VerifyReminder = lazy(async () => ({ default: (await accounts()).VerifyReminder }));
export const AccountMenu = lazy(async () => ({ default: (await import('./account-menu.tsx')).AccountMenu }));
export const Balance = lazy(async () => ({ default: (await import('./balance.tsx')).Balance }));
export const Bell = lazy(async () => ({ default: (await import('./bell.tsx')).Bell }));

/** The dialog is about to be asked for. */
export function expectAccountDialog(): void {
  void accounts();
}
