/**
 * Mail that was not sent out: in development it stays in the local outbox, where a person or a test can read it.
 */
import { z } from 'zod';
import { route } from './route.ts';

export const LocalMail = z
  .object({ id: z.string(), to: z.string(), subject: z.string(), text: z.string(), at: z.iso.datetime() })
  .meta({ id: 'LocalMail' });
export type LocalMail = z.infer<typeof LocalMail>;

export const listMail = route({
  method: 'GET',
  path: '/api/dev/mail',
  summary:
    'The local outbox, newest first, at most 50; for loopback clients, and only where no mail server is set and the site is this machine’s own',
  who: 'anyone',
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({ to: z.string().max(254).optional() }),
  answer: z.object({ mails: z.array(LocalMail) }),
  refusals: ['NOT_FOUND'],
});
