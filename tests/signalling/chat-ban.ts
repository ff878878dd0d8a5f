/**
 * Whoever is shut out of a channel is out of its rooms, and enters none of them until they are let in again.
 */
import type { Test } from 'tap';
import { until } from '../world/until.ts';
import { openChatRoom, personOf, say } from './chat-room.ts';
import type { World } from './world.ts';

export async function banned(t: Test, world: World): Promise<void> {
  const place = await openChatRoom(world);
  const { room, performer, vic, guest } = place;
  t.equal((await say(vic, 'play the one about the rain')).verdict, 'shown');
  const startedMs = performance.now();
  t.same(await performer.do('chat.ban', { person: personOf(vic), reason: 'enough' }), {
    ...{ kind: 'ban', until: null, reason: 'enough' },
  });
  await vic.note('room.removed', ({ reason }) => reason === 'banned');
  t.ok(performance.now() - startedMs < 3_000, 'out within three times a second');
  t.equal(await vic.codeOf('chat.send', { key: crypto.randomUUID(), text: 'hello' }), 'NOT_IN_ROOM');
  t.match(await vic.refusalOf('room.join', { room, as: 'viewer' }), { error: 'BANNED' });
  const { id: another } = await world.goLive();
  t.match(await vic.refusalOf('room.join', { room: another, as: 'viewer' }), { error: 'BANNED' }, 'in no room of hers');
  const fresh = await world.socket('viewer');
  t.match(await fresh.refusalOf('room.join', { room, as: 'viewer' }), { error: 'BANNED' }, 'over no other socket');
  await guest.note('chat.gone', ({ lines }) => lines.length > 0);
  await say(place.fern, 'what happened');
  t.ok(await until('the line', () => guest.notes('chat.line').length > 1), 'the room goes on');
  t.same(vic.notes('chat.line').length, 1, 'without them');

  await performer.do('chat.pardon', { person: personOf(vic) });
  await vic.do('room.join', { room, as: 'viewer' });
  t.equal((await say(vic, 'I am back')).verdict, 'shown');
  await fresh.close();
  await place.close();
}
