/**
 * Makes a ticket for one socket. A browser cannot send a header with a WebSocket, and a URL or a first message is no place
 * for an access token; so what is sent there is good once and for a minute.
 */
import { hashSecret, newSecret } from '#kernel/ids.ts';
import type { Identity } from '#platform/http/handler.ts';
import type { RedisConnection } from '#platform/redis/index.ts';
import { ticketSeconds } from './rules/lifetimes.ts';

export interface TicketDeps {
  readonly redis: RedisConnection;
}

/** @returns the ticket; rejects where Redis is away (the edge says OVERLOADED). */
export async function issueTicket({ redis }: TicketDeps, { signInId }: Identity): Promise<string> {
  const ticket = newSecret();
  await redis.commands.set(`ticket:${hashSecret(ticket)}`, signInId, 'EX', ticketSeconds);
  return ticket;
}
