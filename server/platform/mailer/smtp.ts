/**
 * Mail over SMTP. One connection a mail: there are few, and a server that was restarted is simply asked again.
 */
import { createTransport } from 'nodemailer';
import type { Mailer } from './mail.ts';

export interface SmtpOptions {
  /** `smtp://` or `smtps://`, with user and password where the server wants them. */
  readonly url: string;
  /** Who the mail is from. */
  readonly from: string;
}

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const;

/** Connects to nothing yet. */
export function openSmtp({ url, from }: SmtpOptions): Mailer {
  // Addresses and texts are data: nothing in them may name a file or a page to attach.
  const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true }, { from });
  return {
    send: async ({ to, subject, text }) => {
      // As an object an address is taken as it is, whatever commas are in it.
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
