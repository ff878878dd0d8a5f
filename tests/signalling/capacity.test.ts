/**
 * A room takes as many viewers as it is meant to, exactly, however they crowd at its door. There is no media node here,
 * which takes nothing from anybody but the pictures.
 */
import t from 'tap';
import { resumeOn } from '../world/resume.ts';
import type { TestSocket } from '../world/socket.ts';
import { openStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { openWorld } from './world.ts';

const only = ['postgres', 'redis', 'migrate', 'seed', 'server'];
const stack = await openStack({ only, env: { ROOM_CAPACITY: '2' } });
t.teardown(() => stack.close());
const world = await openWorld(stack);
const crowd = await Promise.all(Array.from({ length: 10 }, () => world.socket()));
t.teardown(() => Promise.all(crowd.map((one) => one.close())));

/** All at once; those who are in. */
async function crowdInto(room: string): Promise<{ inside: TestSocket[]; refused: unknown[] }> {
  const refusals = await Promise.all(crowd.map((one) => one.refusalOf('room.join', { room, as: 'viewer' })));
  return {
    inside: crowd.filter((_, at) => refusals[at] === undefined),
    refused: refusals.filter((refusal) => refusal !== undefined),
  };
}

t.test('Ten at the door of a room for two', async (t) => {
  const { id: room } = await world.goLive();
  for (let round = 1; round <= 5; round += 1) {
    const { inside, refused } = await crowdInto(room);
    t.equal(inside.length, 2, `two come in (round ${round})`);
    t.match(refused, Array(8).fill({ error: 'ROOM_FULL', capacity: 2 }), 'the others hear how many it takes');
    await Promise.all(inside.map((one) => one.do('room.leave', {})));
  }
});

t.test('Those who are inside', async (t) => {
  const { id: room } = await world.goLive();
  const { inside } = await crowdInto(room);
  const [first, second] = inside;
  if (first === undefined || second === undefined) throw new Error('nobody came in');
  const outside = crowd.filter((one) => !inside.includes(one));
  const knocking = Promise.all(
    outside.map(async (one) => {
      for (let time = 0; time < 10; time += 1) await one.codeOf('room.join', { room, as: 'viewer' });
      return one.codeOf('room.join', { room, as: 'viewer' });
    }),
  );
  for (let time = 0; time < 20; time += 1) await first.do('room.join', { room, as: 'viewer' });
  t.pass('ask for the room again without losing their seat to those who knock');
  t.same(await knocking, Array(8).fill('ROOM_FULL'), 'who never come in');

  const performer = await world.socket('nova');
  await performer.do('room.join', { room, as: 'performer' });
  t.pass('have their performer, who takes nobody’s seat');
  second.terminate();
  const guest = await world.socket('fan');
  t.equal(await guest.codeOf('room.join', { room, as: 'viewer' }), 'ROOM_FULL', 'keep their seat while they are lost');
  const back = await resumeOn(stack, second);
  t.equal(await back.codeOf('chat.open', {}), 'ok', 'and sit in it when they are back');
  await back.close();
  const came = async () => (await guest.codeOf('room.join', { room, as: 'viewer' })) === 'ok';
  t.ok(await until('free seat', came), 'leave their seat to the next when they go');
  t.equal(await outside[0]?.codeOf('room.join', { room, as: 'viewer' }), 'ROOM_FULL', 'and to one only');
  await Promise.all([performer.close(), guest.close()]);
});

t.test('Without a media node', async (t) => {
  const [one, nova] = await Promise.all([world.socket(), world.socket('nova')]);
  t.equal(one.welcome.rtpCapabilities, null, 'nobody knows what will be sent');
  const { id: room } = await world.goLive();
  const joined = await one.do('room.join', { room, as: 'viewer', rtpCapabilities: {} });
  t.match(joined, { media: { producers: [] }, watch: null }, 'a room can be entered');
  await nova.do('room.join', { room, as: 'performer' });
  const refused = await nova.refusalOf('publish.open', {});
  t.match(refused, { error: 'MEDIA_UNAVAILABLE', retryAfterSeconds: 1 }, 'but nothing can be sent in it');
  await Promise.all([one.close(), nova.close()]);
});
