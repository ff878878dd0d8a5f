/**
 * The local outbox over HTTP, for development: whoever can read it can take over any account, so it answers only programs
 * on this machine, and only where there is no mail server and this is not production.
 */
import { isIP } from 'node:net';
import { refusal } from '#protocol/errors.ts';
import type { Handlers } from '../http/handler.ts';
import type { LocalOutbox } from './local-outbox.ts';

const most = 50;

/** @param outbox null: everybody is answered NOT_FOUND */
export function mailRoutes(outbox: LocalOutbox | null): Handlers<'listMail'> {
  return {
    listMail: async ({ ip, query }) => {
      if (outbox === null || !isLoopback(ip)) throw refusal('NOT_FOUND', 'There is nothing here.');
      return { mails: await outbox.list(query.to, most) };
    },
  };
}

function isLoopback(ip: string): boolean {
  const plain = ip.replace(/^::ffff:/i, '');
  return ip === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}
