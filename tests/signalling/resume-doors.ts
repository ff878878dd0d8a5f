/**
 * Who may take a session up: its own page, once at a time, and nobody by a token that is almost right.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { cursorsOf, resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function doors(t: Test, world: World): Promise<void> {
  await forgeries(t, world);
  await persons(t, world);
  await takenOver(t, world);
  await foreignCursors(t, world);
  await flood(t, world);
  await goodbyes(t, world);
}

async function forgeries(t: Test, { stack }: World): Promise<void> {
  const victim = await TestSocket.open(stack);
  const other = await TestSocket.open(stack);
  const [id = '', secret = ''] = victim.welcome.session.token.split('.');
  const [, foreign = ''] = other.welcome.session.token.split('.');
  const forged = {
    'another session’s secret': `${id}.${foreign}`,
    'a truncated one': `${id}.${secret.slice(0, 42)}`,
    'one with a letter more': `${id}.${secret}A`,
    'the id alone': id,
    'no secret': `${id}.`,
    'the id of nobody': `${newId()}.${secret}`,
    'a pattern': `${id}.*`,
    'a key of Redis': `sessions:until.${secret}`,
    'something like SQL': `' OR 1=1; --`,
    'line breaks': `${id}.${secret}\r\nDEL session:${id}`,
    'as long as may be': 'x'.repeat(512),
  };
  for (const [what, token] of Object.entries(forged)) {
    const socket = await TestSocket.connect(stack.other);
    const welcome = await socket.hello({ resume: { token, cursors: [] } });
    t.ok(!welcome.session.resumed && welcome.session.id !== id, `${what} takes nothing up`);
    await socket.close();
  }
  const huge = await TestSocket.connect(stack);
  huge.send({ type: 'hello', version: 1, resume: { token: 'x'.repeat(513), cursors: [] } });
  t.match(await huge.ending(), { error: 'MALFORMED', close: 4400 }, 'a longer one is no token');
  t.ok(victim.isOpen && (await victim.codeOf('session.ping', {})) === 'ok', 'whose token was tried noticed nothing');
  await Promise.all([victim.close(), other.close()]);
}

async function persons(t: Test, world: World): Promise<void> {
  const { stack, cast } = world;
  const phone = new ApiClient(stack);
  await phone.login('fan');
  const lost = async (ticket?: string): Promise<TestSocket> => {
    const socket = await TestSocket.open(stack, ticket === undefined ? {} : { ticket });
    socket.terminate();
    return socket;
  };
  const fern = await lost(await phone.ticket());
  const asVic = await resumeOn(stack.other, fern, { ticket: await cast.viewer.ticket() });
  t.match(asVic.welcome, { session: { resumed: false }, user: { displayName: 'Vic' } }, 'another person begins anew');
  const passer = await resumeOn(stack.other, await lost(), { ticket: await cast.viewer.ticket() });
  t.notOk(passer.welcome.session.resumed, 'who was nobody and is somebody now begins anew');
  const again = await resumeOn(stack.other, fern, { ticket: await phone.ticket() });
  t.match(again.welcome, { session: { resumed: true }, user: { displayName: 'Fern' } }, 'the same person goes on');
  t.match(again.welcome.cursors, [{ room: null, audience: 'person' }], 'and hears what is theirs');

  again.terminate();
  await phone.do('logout', { body: {} });
  const late = await resumeOn(stack, again);
  t.match(
    late.welcome,
    { user: null, session: { resumed: false } },
    'with the sign-in the session is over, lost or not',
  );
  await Promise.all([asVic, passer, late].map((socket) => socket.close()));
}

async function takenOver(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const first = await world.socket();
  await first.do('room.join', { room: demoStreamId, as: 'viewer' });
  const second = await resumeOn(stack.other, first);
  t.ok(second.welcome.session.resumed, 'a page that believes its socket dead is believed');
  t.match(
    await first.ending(),
    { error: 'TAKEN_OVER', close: 4409 },
    'the older socket is closed, in another process too',
  );
  const third = await resumeOn(stack.other, second);
  t.match(await second.ending(), { error: 'TAKEN_OVER', close: 4409 }, 'and in the same');
  t.equal(await third.codeOf('chat.open', {}), 'ok', 'the last one is in the room');

  const race = await Promise.all(Array.from({ length: 10 }, (_, at) => resumeOn(at % 2 ? stack : stack.other, third)));
  // Whoever was too late to take it up began anew.
  const holders = () => race.filter((socket) => socket.isOpen && socket.welcome.session.resumed);
  await until('one of them', () => holders().length === 1);
  const [winner] = holders();
  t.equal(await winner?.codeOf('chat.open', {}), 'ok', 'of ten at once one has it');
  const twice = await TestSocket.open(stack);
  twice.send({ type: 'hello', version: 1, resume: { token: first.welcome.session.token, cursors: [] } });
  t.match(await twice.ending(), { error: 'MALFORMED', close: 4400 }, 'a second hello takes nothing up');
  t.equal(await winner?.codeOf('session.ping', {}), 'ok');
  await Promise.all(race.map((socket) => socket.close()));
}

/** Cursors are how far one has heard, not what one may hear. */
async function foreignCursors(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const { id: mine } = await world.goLive();
  const { id: foreign } = await world.goLive();
  const nova = await world.socket('nova');
  const { cursors } = await nova.do('room.join', { room: foreign, as: 'performer' });
  await nova.do('chat.send', { key: newId(), text: 'Not for everybody’s ears' });
  await nova.note('chat.line');
  const first = await world.socket();
  await first.do('room.join', { room: mine, as: 'viewer' });
  first.terminate();
  const wished = cursors.map((cursor) => ({ ...cursor, seq: 0 }));
  const own = cursorsOf(first);
  const secret = own.map((cursor) => ({ ...cursor, audience: 'moderators' as const, seq: 0 }));
  const second = await resumeOn(stack.other, first, { cursors: [...wished, ...secret, ...own].slice(0, 16) });
  t.ok(second.welcome.session.resumed);
  t.same([...new Set(second.welcome.cursors.map(({ room, audience }) => `${room} ${audience}`))], [`${mine} public`]);
  await nova.do('chat.send', { key: newId(), text: 'Nor is this one' });
  await second.do('chat.open', {});
  t.same(second.notes('chat.line'), [], 'rooms one is not in, and audiences one may not hear, stay silent');
  second.terminate();
  const future = own.map((cursor) => ({ ...cursor, seq: cursor.seq + 1_000 }));
  const third = await resumeOn(stack, second, { cursors: future });
  t.ok(
    third.welcome.cursors.every(({ seq }, at) => seq < (future[at]?.seq ?? 0)),
    'who claims to have heard the future is told where the present is',
  );
  await Promise.all([third.close(), nova.close()]);
}

/** Tokens of nobody, as many as the limits of this test let through. */
async function flood(t: Test, { stack }: World): Promise<void> {
  const calm = await TestSocket.open(stack);
  const sockets = await Promise.all(Array.from({ length: 150 }, () => TestSocket.connect(stack)));
  const token = `${newId()}.${'A'.repeat(43)}`;
  const cursors = Array.from({ length: 16 }, (_, seq) => ({
    ...{ room: demoStreamId, audience: 'public' as const, epoch: 'e', seq },
  }));
  const welcomes = sockets.map((socket) => socket.hello({ resume: { token, cursors } }, { withinMs: 20_000 }));
  t.equal(await calm.codeOf('session.ping', {}), 'ok', 'whoever is there is answered during a flood of resumes');
  t.notOk(
    (await Promise.all(welcomes)).some(({ session }) => session.resumed),
    'which get nothing',
  );
  await Promise.all([calm, ...sockets].map((socket) => socket.close()));
}

async function goodbyes(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const said = await TestSocket.open(stack);
  await said.close();
  t.notOk((await resumeOn(stack, said)).welcome.session.resumed, 'who said goodbye begins anew');
  const broke = await TestSocket.open(stack);
  broke.sendFrame('nonsense');
  await broke.ending();
  t.notOk((await resumeOn(stack, broke)).welcome.session.resumed, 'who broke the protocol too');
}
