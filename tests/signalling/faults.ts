/**
 * Faults of a socket on demand: what was asked is done and kept, and its answer comes with the resume.
 */
import type { Test } from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { injectFault } from '../../server/domains/rooms/inject-fault.ts';
import { resumeOn } from '../world/resume.ts';
import type { World } from './world.ts';

export async function faults(t: Test, world: World): Promise<void> {
  const socket = await world.socket('fan');
  await socket.do('room.join', { room: demoStreamId, as: 'viewer' });

  await socket.do('fault.inject', { fault: 'drop-answers', answers: 2 });
  const ids = [1, 2, 3].map(() => socket.request('session.ping', {}));
  await socket.answerTo(ids[2] ?? 0);
  const answered = ids.map((id) => socket.said.some((message) => message.type === 'answer' && message.id === id));
  t.same(answered, [false, false, true], 'two answers are lost, the third arrives');

  const id = socket.request('fault.inject', { fault: 'drop-socket' });
  const { close } = await socket.ending();
  t.equal(close, 1006, 'the socket breaks without a word');
  const again = await resumeOn(world.stack, socket, { firstId: id });
  t.ok(again.welcome.session.resumed);
  t.same(await again.do('fault.inject', { fault: 'drop-socket' }), {}, 'the answer that was lost was kept');
  t.same(await again.do('session.ping', {}), {}, 'and the socket holds: it was not carried out twice');
  await again.close();

  const strict = { faults: false } as unknown as Parameters<typeof injectFault>[0];
  const session = { faults: { cut: () => t.fail('cut'), swallow: () => t.fail('swallowed') } } as never;
  await t.rejects(injectFault(strict, session, { fault: 'drop-socket' }), { code: 'FORBIDDEN' }, 'none in production');
}
