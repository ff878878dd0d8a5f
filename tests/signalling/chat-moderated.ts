/**
 * Say, hold, release, delete, pin, slow down, silence: as everybody in the room meets it.
 */
import type { Test } from 'tap';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { until } from '../world/until.ts';
import { type ChatRoom, openChatRoom, personOf, say } from './chat-room.ts';
import type { World } from './world.ts';

export async function moderated(t: Test, world: World): Promise<void> {
  const place = await openChatRoom(world);
  await said(t, place);
  await appointed(t, place);
  await held(t, place);
  await takenAway(t, place);
  await slowed(t, place);
  await silenced(t, place);
  const sockets = [place.performer, place.vic, place.fern, place.guest];
  t.same(
    sockets.flatMap(({ broken }) => broken),
    [],
    'every frame was of the protocol',
  );
  await place.close();
}

async function said(t: Test, { performer, vic, guest }: ChatRoom): Promise<void> {
  t.equal(await guest.codeOf('chat.send', { key: crypto.randomUUID(), text: 'hi' }), 'UNAUTHENTICATED');
  const { verdict, line } = await say(vic, 'good evening @nova');
  t.equal(verdict, 'shown');
  t.same(
    line.mentions.map(({ handle }) => handle),
    ['nova'],
  );
  for (const socket of [performer, vic, guest]) {
    t.same((await socket.note('chat.line', ({ line: told }) => told.id === line.id)).body, { line });
  }
  const reply = await performer.do('chat.send', { key: crypto.randomUUID(), text: 'good evening', replyTo: line.id });
  t.match(reply.line, { author: { badge: 'performer' }, replyTo: { id: line.id, displayName: 'Vic' } });
  const snapshot = await guest.do('chat.open', {});
  t.same(snapshot.lines, [line, reply.line], 'whoever opens the chat reads the same, oldest first');
  t.match(snapshot, { more: false, moderates: false, appoints: false, mute: null, held: [] });
  t.match(await performer.do('chat.open', {}), { moderates: true, appoints: true });
}

async function appointed(t: Test, { performer, vic, fern }: ChatRoom): Promise<void> {
  t.equal(await fern.codeOf('chat.pin', { line: null }), 'FORBIDDEN');
  t.equal(await fern.codeOf('chat.appoint', { person: personOf(vic) }), 'FORBIDDEN');
  await performer.do('chat.appoint', { person: personOf(fern) });
  t.match((await fern.note('room.rights', ({ moderates }) => moderates)).body, {
    cursors: [{ audience: 'moderators' }],
  });
  t.match(await fern.do('chat.open', {}), { moderates: true, appoints: false });
}

async function held(t: Test, { performer, vic, fern, guest }: ChatRoom): Promise<void> {
  const { verdict, line } = await say(vic, 'the notes are on https://example.org/notes');
  t.equal(verdict, 'held');
  for (const socket of [performer, fern]) await socket.note('chat.held', (body) => body.line.id === line.id);
  const judged = await Promise.all([
    fern.codeOf('chat.judge', { line: line.id, verdict: 'release' }),
    performer.codeOf('chat.judge', { line: line.id, verdict: 'release' }),
  ]);
  t.same(judged.sort(), ['CONFLICT', 'ok'], 'of two verdicts at once one stands');
  await guest.note('chat.line', ({ line: told }) => told.id === line.id);
  await vic.note('chat.verdict', (body) => body.line === line.id && body.verdict === 'release');
  await performer.note('chat.judged', (body) => body.line === line.id);
  t.same(
    [guest.notes('chat.held'), vic.notes('chat.held'), guest.notes('chat.judged')],
    [[], [], []],
    'others hear nothing',
  );
}

async function takenAway(t: Test, { vic, fern, guest }: ChatRoom): Promise<void> {
  const { line } = await say(vic, 'too much information');
  await fern.do('chat.pin', { line: line.id });
  await guest.note('chat.pinned', ({ line: pinned }) => pinned?.id === line.id);
  t.equal(await guest.codeOf('chat.delete', { line: line.id }), 'UNAUTHENTICATED');
  await fern.do('chat.delete', { line: line.id });
  await guest.note('chat.gone', ({ lines }) => lines.includes(line.id));
  await guest.note('chat.pinned', ({ line: pinned }) => pinned === null);
  const { line: pinned } = await say(vic, 'next stop: the bridge');
  await fern.do('chat.pin', { line: pinned.id });
  t.equal((await guest.do('chat.open', {})).pinned?.id, pinned.id);
}

async function slowed(t: Test, { vic, fern, performer, guest }: ChatRoom): Promise<void> {
  await fern.do('chat.settings', { slowModeSeconds: 600 });
  await guest.note('chat.settings', ({ settings }) => settings.slowModeSeconds === 600);
  await say(vic, 'before the pause');
  t.match(await vic.refusalOf('chat.send', { key: crypto.randomUUID(), text: 'in the pause' }), { error: 'SLOW_MODE' });
  await say(performer, 'I may');
  await fern.do('chat.settings', { slowModeSeconds: 0 });
  await say(vic, 'after the pause');
}

async function silenced(t: Test, { performer, vic, fern, guest }: ChatRoom): Promise<void> {
  const vics = (lines: readonly ChatLine[]) => lines.filter(({ author }) => author.id === personOf(vic));
  t.ok(vics((await guest.do('chat.open', {})).lines).length > 0);
  t.equal(await fern.codeOf('chat.timeout', { person: personOf(performer), seconds: 60 }), 'FORBIDDEN');
  const mute = await fern.do('chat.timeout', { person: personOf(vic), seconds: 600, reason: 'enough' });
  await vic.note('chat.muted', (body) => body.mute?.until === mute.until);
  await performer.note('chat.sanctioned', ({ person, by }) => person.id === personOf(vic) && by === 'Fern');
  await guest.note('chat.gone', ({ lines }) => lines.length > 1);
  t.same(vics((await guest.do('chat.open', {})).lines), [], 'what they said lately went with them');
  const refused = await vic.refusalOf('chat.send', { key: crypto.randomUUID(), text: 'hm' });
  t.match(refused, { error: 'TIMED_OUT_OF_CHAT', until: mute.until, reason: 'enough' });
  await fern.do('chat.pardon', { person: personOf(vic) });
  await vic.note('chat.muted', (body) => body.mute === null);
  await say(vic, 'I behave');
  await performer.do('chat.dismiss', { person: personOf(fern) });
  await fern.note('room.rights', ({ moderates }) => !moderates);
  t.equal(await fern.codeOf('chat.timeout', { person: personOf(vic), seconds: 60 }), 'FORBIDDEN');
  const before = fern.notes('chat.held').length;
  const { line } = await say(vic, 'once more https://example.org/notes');
  await performer.note('chat.held', (body) => body.line.id === line.id);
  await say(vic, 'and something for everybody');
  await until('that line', () => fern.notes('chat.line').length === vic.notes('chat.line').length);
  t.equal(fern.notes('chat.held').length, before, 'whoever was dismissed hears nothing more of it');
}
