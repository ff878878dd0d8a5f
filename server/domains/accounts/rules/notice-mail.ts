/**
 * What stands in the mails that tell somebody what became of the protection of their account. Plain text, no token, nothing
 * that a stranger chose: whoever reads such a mail over a shoulder can do nothing with it.
 */
export const protectionChanges = [
  'password_changed',
  'password_reset',
  'totp_added',
  'totp_removed',
  'recovery_codes_renewed',
  'passkey_added',
  'passkey_removed',
  'factors_dropped',
  'codes_exhausted',
] as const;
export type ProtectionChange = (typeof protectionChanges)[number];

const subjects: Readonly<Record<ProtectionChange, string>> = {
  password_changed: 'your password was changed',
  password_reset: 'your password was changed',
  totp_added: 'an authenticator was added',
  totp_removed: 'your authenticator was removed',
  recovery_codes_renewed: 'you have new recovery codes',
  passkey_added: 'a passkey was added',
  passkey_removed: 'a passkey was removed',
  factors_dropped: 'your second factor was removed',
  codes_exhausted: 'somebody knows your password',
};

const sentences: Readonly<Record<ProtectionChange, string>> = {
  password_changed: 'The password of your account was changed, by somebody who was signed in and knew the old one.',
  password_reset:
    'The password of your account was changed with a link that we had mailed you. Every sign-in was ended.',
  totp_added:
    'An authenticator app was added to your account. Signing in with the password demands a code of it from now on, and sign-ins without it were ended.',
  totp_removed: 'The authenticator app of your account was removed, and its recovery codes with it.',
  recovery_codes_renewed: 'Ten new recovery codes were made for your account. The old ones are void.',
  passkey_added: 'A passkey was added to your account. Whoever has it can sign in.',
  passkey_removed: 'A passkey of your account was removed.',
  factors_dropped:
    'The staff of Busker removed every second factor of your account and ended every sign-in. The password alone opens it now.',
  codes_exhausted:
    'Somebody signed in with your password from a device that we do not know, and tried one wrong code after another. They were not let in. Until tomorrow such devices need a recovery code or a passkey; your own are not concerned.',
};

/** @param publicUrl where people reach the site @param at when it happened */
export function describeNotice(
  change: ProtectionChange,
  publicUrl: URL,
  at: Date,
): { readonly subject: string; readonly text: string } {
  const forgotten = new URL('/forgot-password', publicUrl).href;
  const security = new URL('/settings/security', publicUrl).href;
  const when = `${at.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
  const advice =
    change === 'codes_exhausted'
      ? `If it was not you, choose another password now:\n\n${forgotten}\n`
      : `If it was you, there is nothing to do. If not, choose a new password now:\n\n${forgotten}\n\nThen look at what protects your account, and who is signed in to it:\n\n${security}\n`;
  return { subject: `Busker: ${subjects[change]}`, text: `${sentences[change]} That was on ${when}.\n\n${advice}` };
}
