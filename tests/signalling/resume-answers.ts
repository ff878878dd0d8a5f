/**
 * What was asked before the socket was lost: answered once, carried out once, whichever process answers.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { resumeOn } from '../world/resume.ts';
import type { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function answers(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { id: room } = await world.goLive();
  const first = await world.socket('viewer');
  await first.do('room.join', { room, as: 'viewer' });
  const line = { key: newId(), text: 'A line with an answer' };
  const id = first.request('chat.send', line);
  const answer = await first.answerTo(id);
  const refusedId = first.request('chat.delete', { line: newId() });
  const refused = await first.answerTo(refusedId);
  first.terminate();

  const second = await resumeOn(stack.other, first);
  t.match(second.welcome, { session: { id: first.welcome.session.id, resumed: true }, user: { displayName: 'Vic' } });
  second.send({ type: 'request', id, method: 'chat.send', params: { ...line, text: 'Other words under this id' } });
  t.same(await second.answerTo(id), answer, 'a request with an answer gets that answer, whatever it asks');
  second.send({ type: 'request', id: refusedId, method: 'chat.delete', params: { line: newId() } });
  t.same(await second.answerTo(refusedId), refused, 'a refusal too');
  const { lines } = await second.do('chat.open', {});
  t.equal(lines.filter(({ text }) => text === line.text).length, 1, 'and is carried out once');

  const under = { type: 'request', id: second.nextId, method: 'chat.send', params: { key: newId(), text: 'Cut off' } };
  second.send(under);
  second.terminate();
  const third = await resumeOn(stack, second, { firstId: second.nextId + 1 });
  third.send(under);
  t.match(await third.answerTo(under.id), { ok: true }, 'one that was cut off is answered when it is asked again');
  const shown = await third.do('chat.open', {});
  t.equal(shown.lines.filter(({ text }) => text === 'Cut off').length, 1, 'and said once');
  await idsGrow(t, third);
  await manyAnswers(t, world);
}

async function idsGrow(t: Test, socket: TestSocket): Promise<void> {
  socket.send({ type: 'request', id: 1, method: 'session.ping', params: {} });
  t.match(
    await socket.ending(),
    { error: 'MALFORMED', close: 4400 },
    'on one socket ids only grow, after a resume too',
  );
}

/** More than are kept: what is not kept any more is said to be so, and not carried out. */
async function manyAnswers(t: Test, world: World): Promise<void> {
  const { id: room } = await world.goLive();
  const first = await world.socket('fan');
  await first.do('room.join', { room, as: 'viewer' });
  const ids = Array.from({ length: 300 }, () => first.request('chat.delete', { line: newId() }));
  await first.answerTo(ids.at(-1) ?? 0);
  first.terminate();
  const second = await resumeOn(world.stack.other, first);
  const again = (id: number) => second.send({ type: 'request', id, method: 'chat.delete', params: { line: newId() } });
  again(ids[0] ?? 0);
  t.match(
    await second.answerTo(ids[0] ?? 0),
    { ok: false, error: { message: /not kept/ } },
    '300 answers are too many',
  );
  for (const id of ids.slice(-256)) again(id);
  await second.answerTo(ids.at(-1) ?? 0);
  const kept = ids.slice(-256).map((id) => second.said.find((one) => one.type === 'answer' && one.id === id));
  t.same(
    kept,
    ids.slice(-256).map((id) => first.said.find((one) => one.type === 'answer' && one.id === id)),
    'the last 256 are kept, as they were sent',
  );
  await until('the end', async () => {
    await second.close();
    return true;
  });
}
