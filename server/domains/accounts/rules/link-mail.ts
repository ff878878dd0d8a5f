/**
 * What stands in the mails with links. Plain text, one link; nothing of it is chosen by strangers, so nobody can make us
 * mail their words.
 */
import { linkMinutes } from './lifetimes.ts';

const paths = { verify: '/verify-email', reset: '/reset-password' } as const;

/** @param publicUrl where people reach the site */
export function describeLink(
  kind: 'verify' | 'reset',
  publicUrl: URL,
  token: string,
): { subject: string; text: string } {
  const link = new URL(paths[kind], publicUrl);
  link.searchParams.set('token', token);
  const hours = linkMinutes[kind] / 60;
  const until = hours === 1 ? 'an hour' : `${hours} hours`;
  if (kind === 'verify') {
    return {
      subject: 'Please confirm your e-mail address',
      text: `Welcome to Busker. Open this link to confirm that this address is yours; it is good for ${until}:\n\n${link.href}\n\nIf you did not open an account, ignore this mail.\n`,
    };
  }
  return {
    subject: 'A new password for Busker',
    text: `Somebody, probably you, asked for a new password. Open this link to choose one; it is good for ${until} and once:\n\n${link.href}\n\nIf it was not you, ignore this mail: nothing has changed.\n`,
  };
}
