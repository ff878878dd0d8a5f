/** Who said a line: their card by their id, whatever they are called now; and what of their own still waits. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { methods } from '#protocol/socket/requests.ts';
import { demoNovaId, demoTicketedStreamId } from '../../prisma/demo.ts';
import { codeOf } from './accounts-stage.ts';
import { member, type Name, nonsense, openChatStage, speaker } from './chat-stage.ts';

const { one, other, postgres } = await openChatStage(t);
const as = (name: Name, where = one) => speaker(where, member(name));
const [mara, vic, fern] = [as('performer'), as('viewer'), as('fan')];
const idOf = (name: Name): string => member(name).userId;
const hold = async (who = vic) => (await who.say(`${nonsense()} https://example.org/x`)).line;

t.test('A card opened from a line is its author’s, also where somebody else has their handle by now', async (t) => {
  const { line } = await vic.say('remember me');
  await postgres.query(`UPDATE account SET handle = 'vic_t' WHERE handle = 'vic'`);
  await postgres.query(`UPDATE account SET handle = 'vic' WHERE handle = 'fern'`);
  t.equal(line.author.handle, 'vic', 'as they were called then');
  const card = await mara.do('chat.card', { person: line.author.id });
  t.match(card, { person: { id: idOf('viewer'), handle: 'vic_t', displayName: 'Vic' } });
  t.ok(card.lines.every(({ author }) => author.id === idOf('viewer')));
  t.equal(
    (await mara.do('chat.card', { handle: 'vic' })).person.id,
    idOf('fan'),
    'by handle it is whoever has it now, which is why pages ask by id',
  );
  await postgres.query(`UPDATE account SET handle = 'fern' WHERE handle = 'vic'`);
  await postgres.query(`UPDATE account SET handle = 'vic' WHERE handle = 'vic_t'`);
});

t.test('There is no card of nobody, nor of who is suspended', async (t) => {
  t.equal(await codeOf(mara.do('chat.card', { person: newId() })), 'NOT_FOUND');
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE handle = 'nova'`);
  t.equal(await codeOf(mara.do('chat.card', { person: idOf('nova') })), 'NOT_FOUND');
  await postgres.query(`UPDATE account SET disabled_at = NULL, disabled_reason = NULL WHERE handle = 'nova'`);
  const { params } = methods['chat.card'];
  for (const wrong of [{}, { person: 'vic' }, { handle: idOf('fan') }, { person: idOf('fan'), handle: 'fern' }])
    t.notOk(params.safeParse(wrong).success, JSON.stringify(wrong));
});

t.test('What of their own is held is there again for its author, and for nobody else', async (t) => {
  const key = newId();
  const { line: first } = await vic.say('see https://example.org/mine', { key });
  const second = await hold();
  await hold(fern);
  t.same(
    (await as('viewer', other).open()).ownHeld?.map(({ line }) => line.id),
    [first.id, second.id],
  );
  t.same((await vic.open()).ownHeld?.[0], { key, line: first }, 'with the key it was sent under');
  t.same((await vic.open()).held, [], 'the queue is for those who moderate');
  for (const who of [fern, mara, speaker(one, null)]) {
    const told = JSON.stringify((await who.open()).ownHeld);
    t.notOk(told.includes(first.id) || told.includes(second.id));
  }
  const elsewhere = speaker(one, member('viewer'), { room: demoTicketedStreamId, performerId: demoNovaId } as never);
  t.same((await elsewhere.open()).ownHeld, [], 'nor in another room');
});

t.test('What is decided, or taken back, waits no more', async (t) => {
  const [released, removed, own] = [await hold(), await hold(), await hold()];
  await mara.do('chat.judge', { line: released.id, verdict: 'release' });
  await mara.do('chat.judge', { line: removed.id, verdict: 'remove' });
  await vic.do('chat.delete', { line: own.id });
  const { ownHeld, lines } = await vic.open();
  const waits = ownHeld?.map(({ line }) => line.id) ?? [];
  t.notOk([released, removed, own].some(({ id }) => waits.includes(id)));
  t.ok(lines.some(({ id }) => id === released.id));
  await mara.do('chat.timeout', { person: idOf('viewer'), seconds: 60 });
  t.same((await vic.open()).ownHeld, [], 'who is silenced has nothing waiting');
  await mara.do('chat.pardon', { person: idOf('viewer') });
});

t.test('Of very many the newest fifty', async (t) => {
  await postgres.query(
    `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions,
       reasons, state, created_at)
     SELECT gen_random_uuid(), $1, $2, $3, 'Vic', 'vic', gen_random_uuid(), 'held ' || n, '[]', '{link}', 'held', now()
     FROM generate_series(1, 60) n`,
    [demoTicketedStreamId, demoNovaId, idOf('viewer')],
  );
  const elsewhere = speaker(one, member('viewer'), { room: demoTicketedStreamId, performerId: demoNovaId } as never);
  const texts = (await elsewhere.open()).ownHeld?.map(({ line }) => line.text);
  t.same([texts?.length, texts?.[0], texts?.at(-1)], [50, 'held 11', 'held 60'], 'oldest of them first');
});
