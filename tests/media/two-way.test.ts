/** In a two-way room one session sends from each of the two seats, and what carries an older epoch of its seat sends no more. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import type { CallSeat } from '#protocol/socket/source.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { sendCamera } from './send-camera.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(() => world.close());
const api = await world.connect();
const other = await world.connect();

type At = Awaited<ReturnType<typeof world.room>>;

const sent = async (at: At) =>
  (await api.do('room.open', at)).producers.map(({ part, session }) => ({ part, session }));

t.test('both seats send, neither in the way of the other', async (t) => {
  const room = await world.room(api);
  const [host, guest] = [newId(), newId()];
  const codes = await Promise.all([
    sendCamera(api, room, host, { call: { part: 'host', epoch: 1 } }),
    sendCamera(other, room, guest, { call: { part: 'guest', epoch: 1 } }),
  ]);
  t.same(codes, ['ok', 'ok']);
  const both = (await sent(room)).toSorted((one, two) => String(one.part).localeCompare(String(two.part)));
  t.same(both, [
    { part: 'guest', session: guest },
    { part: 'host', session: host },
  ]);
});

t.test(
  'a higher epoch takes the seat and everything with it; an older one, or another of the same, is refused',
  async (t) => {
    const room = await world.room(api);
    const [first, second, third, host] = [newId(), newId(), newId(), newId()];
    t.equal(await sendCamera(api, room, host, { call: { part: 'host', epoch: 7 } }), 'ok');
    t.equal(await sendCamera(api, room, first, { call: { part: 'guest', epoch: 1 } }), 'ok');
    t.equal(
      await sendCamera(api, room, first, { call: { part: 'guest', epoch: 1 } }),
      'ok',
      'one’s own again is one’s own',
    );
    await api.do('transport.open', { ...room, session: first, direction: 'receive' });
    t.equal(await sendCamera(other, room, second, { call: { part: 'guest', epoch: 2 } }), 'ok');
    await api.event('session.taken-over', (body) => body.room === room.room && body.session === first);
    t.same(
      (await sent(room)).filter(({ part }) => part === 'guest'),
      [{ part: 'guest', session: second }],
      'what the first sent is gone',
    );
    const receiving = { ...room, session: first, rtpCapabilities: {} };
    t.equal(await api.codeOf('consumers.open', receiving), 'NOT_FOUND', 'and what it received');
    for (const epoch of [1, 2])
      t.equal(
        await sendCamera(api, room, third, { call: { part: 'guest', epoch } }),
        'TAKEN_OVER',
        `a late request of epoch ${epoch}`,
      );
    t.equal(await sendCamera(api, room, first, { call: { part: 'guest', epoch: 1 } }), 'TAKEN_OVER');
    t.equal((await sent(room)).length, 2, 'nothing changed');
    for (const call of [
      { part: 'guest', epoch: 0 },
      { part: 'guest', epoch: 1.5 },
      { part: 'third', epoch: 9 },
      { epoch: 9 },
    ])
      t.equal(
        await api.codeOf('transport.open', { ...room, session: third, direction: 'send', call: call as CallSeat }),
        'VALIDATION_FAILED',
        JSON.stringify(call),
      );
  },
);

t.test('of two that sit down at once the higher epoch sends in the end', async (t) => {
  for (let round = 0; round < 20; round += 1) {
    const room = await world.room(api);
    const [early, late] = [newId(), newId()];
    await Promise.all([
      sendCamera(api, room, early, { call: { part: 'guest', epoch: 1 } }),
      sendCamera(other, room, late, { call: { part: 'guest', epoch: 2 } }),
    ]);
    const now = await sent(room);
    if (now.length !== 1 || now[0]?.session !== late) t.fail(`round ${round}: ${JSON.stringify(now)}`);
    await api.do('room.close', room);
  }
  t.pass('twenty times');
});
