/** What is decided about somebody holds within a second, over HTTP and on their sockets. */
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import { refusedWith } from './coded.ts';
import { meet, password } from './people.ts';
import type { HttpCase } from './world.ts';

const reason = 'A test of standing';
/** Promised is one second; a machine that is busy with other tests gets three. */
const soon = { withinMs: 3_000 };

export const rightsChanging: HttpCase = async (t, world) => {
  const { client, id } = await meet(world.stack, 'viewer');
  const socket = await TestSocket.open(world.stack, { ticket: await client.ticket() });
  await world.cast.admin.do('setRoles', {
    params: { id },
    body: { roles: ['viewer', 'performer'], seen: ['viewer'], reason },
  });
  const startedMs = performance.now();
  const ended = await socket.ending();
  t.ok(performance.now() - startedMs < soon.withinMs, 'the socket ends within three times a second');
  t.match(ended, { error: 'UNAUTHENTICATED', close: 4401 }, 'with a code that lets the page come back');
  await until('the end of the old token', async () => (await client.ask('readSecurity')).status === 401, soon);
  refusedWith(t, await client.ask('readSecurity'), 'UNAUTHENTICATED', 'a token of the old rights');
  // As the page does: the cookie alone; an access token that does not count is refused wherever it is shown.
  client.accessToken = undefined;
  const fresh = await client.do('refresh', { body: {} });
  t.same(fresh.user.roles, ['viewer', 'performer'], '200: a refresh brings the new ones');
  client.accessToken = fresh.accessToken;
  const again = await TestSocket.open(world.stack, { ticket: await client.ticket() });
  t.equal(await again.codeOf('session.ping', {}), 'ok', 'and a new ticket a new socket');
  await again.close();
};

export const suspending: HttpCase = async (t, world) => {
  const { client, id, email } = await meet(world.stack, 'viewer');
  const socket = await TestSocket.open(world.stack, { ticket: await client.ticket() });
  await world.cast.admin.do('suspendPerson', { params: { id }, body: { reason } });
  const startedMs = performance.now();
  const ended = await socket.ending();
  t.ok(performance.now() - startedMs < soon.withinMs, 'the socket ends within three times a second');
  t.match(ended, { error: 'FORBIDDEN', close: 4403 }, 'for good');
  await until('the end of the token', async () => (await client.ask('readSecurity')).status === 401, soon);
  refusedWith(t, await client.ask('readSecurity'), 'UNAUTHENTICATED', 'its access token');
  client.accessToken = undefined;
  refusedWith(t, await client.ask('refresh', { body: {} }), 'SESSION_EXPIRED', 'its cookie');
  const back = await world.anyone().ask('login', { body: { email, password } });
  refusedWith(t, back, 'CREDENTIALS_WRONG', 'its password, in the same words as a wrong one');
};
