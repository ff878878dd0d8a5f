/**
 * `/settings/security`: password, second factor, passkeys, and where one is signed in.
 */
import { usePageTitle } from '../../ui/index.ts';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { SignInsPanel } from './sign-ins-panel.tsx';
import { strings } from './strings.ts';
import { TotpPanel } from './totp-panel.tsx';

export function SecuritySettings() {
  usePageTitle(`${strings.security.title} · ${strings.title}`);
  return (
    <>
      <PasswordPanel />
      <TotpPanel />
      <PasskeysPanel />
      <SignInsPanel />
    </>
  );
}
