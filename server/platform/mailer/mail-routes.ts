/**
 * The local outbox over HTTP, for development: whoever can read it can take over any account, so it answers only programs
 * on this machine, and only where there is no mail server, the site is this machine's own and this is not production.
 */
import { refusal } from '#protocol/errors.ts';
import type { Handlers } from '../http/handler.ts';
import { isLoopback } from '../limits/index.ts';
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

/**
 * Whether the local outbox may be read at all: not in production, and not on a site that people reach from elsewhere,
 * where a proxy on this machine would make everybody look as if they sat at it.
 */
export function mayReadLocalMail({ production, publicUrl }: { production: boolean; publicUrl: URL }): boolean {
  const host = publicUrl.hostname.replace(/^\[(.*)\]$/, '$1');
  return !production && (host === 'localhost' || host.endsWith('.localhost') || isLoopback(host));
}
