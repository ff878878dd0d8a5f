/**
 * A ticket opens one socket, once, within its minute, and nothing else does.
 */
import { Redis } from 'ioredis';
import type { Test } from 'tap';
import { hashSecret } from '#kernel/ids.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import type { WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { accessToken, badTokens, mediaToken } from './tokens.ts';

export async function tickets(t: Test, stack: WorldStack): Promise<void> {
  const fan = new ApiClient(stack);
  const { accessToken: own } = await fan.login('fan');

  const good = await fan.ticket();
  const socket = await TestSocket.open(stack, { ticket: good });
  t.match(socket.said[0], { user: { displayName: 'Fern', roles: ['viewer'] } }, 'a ticket says who one is');
  await socket.close();

  const left = await leftTicket(stack);
  const old = await oldTicket(stack, fan);
  const refused: Readonly<Record<string, string>> = {
    'used already': good,
    'older than a minute': old,
    'of somebody who signed out': left,
    'nobody issued': 'x'.repeat(43),
    'that is an access token': own,
    'that is a good access token of an administrator': accessToken(stack.secret),
    'that is a refresh token': fan.cookies.get('busker_refresh') ?? '',
    'of the media nodes': mediaToken(stack.secret),
    'with half a surrogate pair': '\ud800',
    'that looks like a key in Redis': '*',
  };
  for (const [what, ticket] of Object.entries({ ...refused, ...inTicketSize(badTokens(stack.secret)) })) {
    const thief = await TestSocket.connect(stack);
    thief.send({ type: 'hello', version: 1, ticket });
    const end = await thief.ending();
    t.same([end.error, end.close], ['UNAUTHENTICATED', 4401], `a ticket ${what} is refused`);
  }

  const { status } = await new ApiClient(stack).raw('POST', '/api/auth/socket-ticket', {
    headers: { authorization: `Bearer ${await fan.ticket()}` },
  });
  t.equal(status, 401, 'a ticket is no access token');
  await onceOnly(t, stack, await fan.ticket());
}

async function onceOnly(t: Test, stack: WorldStack, ticket: string): Promise<void> {
  const crowd = await Promise.all(Array.from({ length: 8 }, () => TestSocket.connect(stack)));
  for (const one of crowd) one.send({ type: 'hello', version: 1, ticket });
  await Promise.all(crowd.map((one) => until('answer to the hello', () => one.said.length > 0)));
  const welcome = crowd.filter(({ said }) => said[0]?.type === 'welcome');
  t.equal(welcome.length, 1, 'of eight who bring the same ticket at once one comes in');
  for (const one of crowd) one.terminate();
}

async function oldTicket(stack: WorldStack, client: ApiClient): Promise<string> {
  const ticket = await client.ticket();
  const redis = new Redis(stack.redisUrl);
  const key = `ticket:${hashSecret(ticket)}`;
  const livesMs = await redis.pttl(key);
  if (livesMs <= 0 || livesMs > 60_000) throw new Error(`a ticket lives for ${livesMs} ms`);
  await redis.pexpire(key, 1);
  await until('end of the ticket', async () => (await redis.exists(key)) === 0);
  redis.disconnect();
  return ticket;
}

async function leftTicket(stack: WorldStack): Promise<string> {
  const client = new ApiClient(stack);
  await client.login('supporter');
  const ticket = await client.ticket();
  await client.do('logout', { body: {} });
  return ticket;
}

/** What is longer than any ticket is malformed, which is another test's matter. */
function inTicketSize(tokens: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tokens).filter(([, token]) => token.length <= 512));
}
