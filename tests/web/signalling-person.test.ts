/** Who asks: a page on which somebody signs in or out while its socket is away. */
import t from 'tap';
import { openSignalling } from '../../web-client/src/signalling/signalling.ts';
import { startSpeakingServer, welcome } from './speaking-server.ts';

const line = '00000000-0000-7000-8000-000000000001';

t.test('what one person asked is never sent as another', async (t) => {
  const server = await startSpeakingServer();
  const user = (id: string) => ({ id, displayName: 'Ada', handle: 'ada', roles: ['viewer' as const] });
  const [ada, bob] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];
  let person: string | null | undefined;
  const signalling = openSignalling({ url: server.url, ticket: async () => undefined, person: () => person });
  t.teardown(async () => {
    signalling.close();
    await server.close();
  });
  const anybodys = signalling.request('room.leave', {});
  person = ada;
  const adas = signalling.request('chat.delete', { line });
  const first = await server.next();
  first.say({ ...welcome(false), user: user(bob) });
  await t.rejects(adas, { code: 'CONNECTION_LOST' }, 'somebody else was let in: it is rejected');
  const asked = await first.next();
  t.equal(asked.method, 'room.leave', 'and not sent; what was asked before anybody was known is');
  first.answer(asked, {});
  await anybodys;

  person = bob;
  const bobs = signalling.request('chat.delete', { line });
  await first.next();
  first.cut();
  person = null;
  const second = await server.next();
  t.equal(second.hello.resume, undefined, 'who signed out meanwhile does not take the session up');
  second.say(welcome(false, 'token-2'));
  await t.rejects(bobs, { code: 'CONNECTION_LOST' });
  const nobodys = signalling.request('session.ping', {});
  t.equal((await second.next()).method, 'session.ping', 'nothing of it was sent again');
  signalling.startOver();
  await t.rejects(nobodys, { code: 'CONNECTION_LOST' }, 'a new beginning ends at once what was asked before it');
});
