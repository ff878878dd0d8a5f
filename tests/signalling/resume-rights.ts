/**
 * What changes about a person's rights while their socket is lost: they are told when they are back, and nothing of it is
 * too late.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoAccounts } from '../../prisma/demo.ts';
import { resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

const fernId = demoAccounts.find(({ displayName }) => displayName === 'Fern')?.id ?? '';

export async function rights(t: Test, world: World): Promise<void> {
  const { stack, cast } = world;
  const { id: room } = await world.goLive();
  const nova = await TestSocket.open(stack.other, { ticket: await cast.nova.ticket() });
  await nova.do('room.join', { room, as: 'performer' });
  await appointed(t, world, { room, nova });
  const fan = await world.socket('fan');
  await fan.do('room.join', { room, as: 'viewer' });
  const count = () => (nova.notes('room.presence').at(-1)?.body as { count: number } | undefined)?.count;
  await until('the fan among the viewers', () => count() === 1);
  fan.terminate();
  await nova.do('chat.ban', { person: fernId });
  await until('an empty room', () => count() === 0);
  t.pass('who is shut out while they are lost loses their seat at once');
  const back = await resumeOn(stack.other, fan);
  t.ok(back.welcome.session.resumed);
  t.same(
    back.welcome.cursors.map(({ audience }) => audience),
    ['person'],
    'hears nothing of the room when they are back',
  );
  t.match(await back.note('room.removed'), { room, audience: 'session', body: { reason: 'banned' } }, 'but why');
  t.equal(await back.codeOf('room.join', { room, as: 'viewer' }), 'BANNED', 'and stays outside');
  back.terminate();
  const again = await resumeOn(stack, back);
  await again.do('session.ping', {});
  t.same(again.notes('room.removed'), [], 'what was heard is not told twice');
  await nova.do('chat.pardon', { person: fernId });
  await Promise.all([again.close(), nova.close()]);
}

async function appointed(t: Test, { stack, cast }: World, { room, nova }: { room: string; nova: TestSocket }) {
  const first = await TestSocket.open(stack, { ticket: await cast.viewer.ticket() });
  const { moderates } = await first.do('room.join', { room, as: 'viewer' });
  t.equal(moderates, false);
  first.terminate();
  const { moderator } = await cast.nova.do('appointModerator', { body: { handle: 'vic' } });
  const second = await resumeOn(stack.other, first);
  t.match(await second.note('room.rights'), { room, body: { moderates: true } }, 'an appointment is told');
  t.equal(await second.codeOf('chat.pin', { line: null }), 'ok', 'and counts');
  await nova.do('chat.timeout', { person: fernId, seconds: 1 });
  await second.note('chat.sanctioned');
  t.pass('and what moderators hear is heard');
  await cast.nova.do('dismissModerator', { params: { id: moderator.person.id } });
  await second.note('room.rights', (body) => !body.moderates);
  await nova.do('chat.timeout', { person: fernId, seconds: 1 });
  await until('word of the second', () => nova.notes('chat.sanctioned').length === 2);
  await second.do('chat.send', { key: newId(), text: 'Only a viewer again' });
  t.equal(second.notes('chat.sanctioned').length, 1, 'until one is dismissed');
  await second.close();
}
