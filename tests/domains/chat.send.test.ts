/** Saying something: what is stored, what is refused, and that the same line is one line. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { LineText } from '#protocol/socket/chat.ts';
import { demoNovaId, demoPerformerId, demoTicketedStreamId } from '../../prisma/demo.ts';
import { until } from '../world/until.ts';
import { codeOf } from './accounts-stage.ts';
import { member, openChatStage, speaker } from './chat-stage.ts';

const stage = await openChatStage(t);
const { one, other, postgres, clock, told } = stage;
const vic = speaker(one, member('viewer'));
const vicElsewhere = speaker(other, member('viewer'));
const fern = speaker(one, member('fan'));
const mara = speaker(one, member('performer'));
const moss = speaker(one, member('moderator'));

const count = async (where: string): Promise<number> =>
  Number((await postgres.query(`SELECT count(*) AS n FROM chat_line WHERE ${where}`))[0]?.n);
const settings = (changes: Record<string, unknown>) => mara.do('chat.settings', changes);
const lineTold = (id: string) =>
  until(`note of ${id}`, () =>
    told.find(({ name, body }) => name === 'chat.line' && (body as never as { line: { id: string } }).line.id === id),
  );

t.test('A line is stored, answered, told, and there for who comes later', async (t) => {
  const { verdict, line } = await vic.say('  What a lovely evening  ');
  t.equal(verdict, 'shown');
  t.match(line, {
    author: { displayName: 'Vic', handle: 'vic', badge: null },
    text: 'What a lovely evening',
    replyTo: null,
  });
  t.match((await lineTold(line.id)).body, { line });
  t.same((await fern.open()).lines.at(-1), line);
  await until('the mark', async () => (await count(`id = '${line.id}' AND told_at IS NOT NULL`)) === 1);
});

t.test('A badge says who somebody is in this channel', async (t) => {
  t.equal((await mara.say('welcome to my street')).line.author.badge, 'performer');
  t.equal((await moss.say('just looking around')).line.author.badge, 'staff');
  const unproved = speaker(one, member('moderator', ['viewer']));
  t.equal((await unproved.say('signed in with a password only')).line.author.badge, null);
  await mara.do('chat.appoint', { person: member('supporter').userId });
  t.equal((await speaker(one, member('supporter')).say('ready to help')).line.author.badge, 'moderator');
});

t.test('The same key again is the same line: later, at once, over two processes', async (t) => {
  const key = newId();
  const first = await vic.say('said once', { key });
  t.same(await vicElsewhere.say('said once', { key }), first);
  const raced = newId();
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? vic : vicElsewhere).say('in a tunnel', { key: raced })),
  );
  t.equal(new Set(answers.map(({ line }) => line.id)).size, 1);
  t.equal(await count(`key = '${raced}'`), 1);
  t.equal(await codeOf(vic.say('something else', { key })), 'CONFLICT');
  const [a, b] = await Promise.allSettled([
    vic.say('one', { key: newId() }),
    vicElsewhere.say('two', { key: newId() }),
  ]);
  t.same([a.status, b.status], ['fulfilled', 'fulfilled'], 'other keys are other lines');
  t.not((await fern.say('said once', { key })).line.id, first.line.id, 'and a key is its author’s own');
});

t.test('Two texts race for one key: one is said, the other is refused', async (t) => {
  const key = newId();
  const raced = await Promise.allSettled([
    vic.say('the first of both', { key }),
    vicElsewhere.say('or the second', { key }),
  ]);
  t.same(raced.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  t.match(
    raced.find(({ status }) => status === 'rejected'),
    { reason: { code: 'CONFLICT' } },
  );
  t.equal(await count(`key = '${key}'`), 1);
});

t.test('A held line is told to its author and to those who moderate, to nobody else', async (t) => {
  const { verdict, line } = await vic.say('more of it at https://example.org/clip');
  t.equal(verdict, 'held');
  const note = await until('word to the moderators', () => told.find(({ name }) => name === 'chat.held'));
  t.match(note, { audience: 'moderators', body: { line: { id: line.id }, reasons: ['link'] } });
  t.notOk((await fern.open()).lines.some(({ id }) => id === line.id));
  t.same((await fern.open()).held, []);
  t.match((await mara.open()).held.at(-1), { line: { id: line.id } });
  t.equal(
    (await mara.say('it is all on https://example.org/mara')).verdict,
    'shown',
    'nobody decides about themselves',
  );
});

t.test('What is blocked is stored nowhere; only its number is', async (t) => {
  const before = [await count('true'), one.counted.blocked];
  await stage.channels.setChannelWords({
    caller: member('performer'),
    body: { words: [{ text: 'kumquat', verdict: 'block' }] },
  } as never);
  const refused = await vic.say('have a kumquat').catch((error: unknown) => error);
  t.match(refused, { code: 'CONTENT_BLOCKED', facts: { reasons: ['channel_word'] } });
  t.match(
    await mara.say('K U M Q U A T').catch((error: unknown) => error),
    { code: 'CONTENT_BLOCKED' },
    'nor may the performer',
  );
  t.same([await count('true'), one.counted.blocked], [before[0], (before[1] ?? 0) + 2]);
  await stage.channels.setChannelWords({ caller: member('performer'), body: { words: [] } } as never);
  t.equal((await vicElsewhere.say('have a kumquat now')).verdict, 'shown', 'a change holds at once, in every process');
});

t.test('Whoever is silenced hears until when; whoever is shut out hears that', async (t) => {
  const person = member('fan').userId;
  await mara.do('chat.timeout', { person, seconds: 60, reason: 'too loud' });
  const until = new Date(clock.now() + 60_000).toISOString();
  t.match(await fern.say('but').catch((error: unknown) => error), {
    code: 'TIMED_OUT_OF_CHAT',
    facts: { until, reason: 'too loud' },
  });
  t.match((await fern.open()).mute, { kind: 'timeout', until });
  clock.advance(60_000);
  t.equal((await fern.say('here again')).verdict, 'shown', 'to the second');
  await mara.do('chat.ban', { person });
  t.match(await fern.say('really').catch((error: unknown) => error), { code: 'BANNED', facts: { until: null } });
  await mara.do('chat.pardon', { person });
  t.equal((await fern.say('thank you')).verdict, 'shown');
});

t.test('Where only followers speak, others are refused, and those who moderate are not', async (t) => {
  await settings({ followersOnly: true });
  t.equal(await codeOf(vic.say('may I')), 'FOLLOWERS_ONLY');
  await postgres.query('INSERT INTO follow (follower_id, followed_id, notify, since) VALUES ($1, $2, true, now())', [
    member('viewer').userId,
    demoPerformerId,
  ]);
  t.equal((await vic.say('now I may')).verdict, 'shown');
  t.equal((await mara.say('welcome')).verdict, 'shown');
  t.equal((await moss.say('on duty')).verdict, 'shown');
  await settings({ followersOnly: false });
});

t.test('Slow mode lets one of many at once through, over two processes, and says how long to wait', async (t) => {
  clock.advance(60_000);
  await settings({ slowModeSeconds: 30 });
  const texts = ['blue mountains', 'green rivers', 'red deserts', 'white beaches', 'grey harbours', 'golden fields'];
  const raced = await Promise.allSettled(texts.map((text, at) => (at % 2 === 0 ? vic : vicElsewhere).say(text)));
  const through = raced.filter(({ status }) => status === 'fulfilled');
  t.equal(through.length, 1, 'exactly one');
  for (const one of raced)
    if (one.status === 'rejected') t.match(one.reason, { code: 'SLOW_MODE', facts: { retryAfterSeconds: 30 } });
  clock.advance(29_001);
  t.match(await vic.say('already?').catch((error: unknown) => error), {
    code: 'SLOW_MODE',
    facts: { retryAfterSeconds: 1 },
  });
  clock.advance(999);
  const key = newId();
  const said = await vic.say('my turn', { key });
  t.same(await vicElsewhere.say('my turn', { key }), said, 'the same line again needs no turn');
  t.equal((await fern.say('everybody has their own pause')).verdict, 'shown');
  t.equal((await mara.say('first song')).verdict, 'shown');
  t.equal((await mara.say('second song')).verdict, 'shown', 'the performer does not wait');
  await settings({ slowModeSeconds: 0 });
  t.equal((await vic.say('free again')).verdict, 'shown');
});

t.test('A reply shows what it answers, where that is still there, and in this room', async (t) => {
  const { line } = await vic.say(
    'Which song was that, the one after the break, with the long slow part before everybody sang along and clapped twice?',
  );
  const reply = await fern.say('An old one', { replyTo: line.id });
  t.same(reply.line.replyTo, { id: line.id, displayName: 'Vic', text: line.text.slice(0, 100) });
  await vic.do('chat.delete', { line: line.id });
  t.equal(await codeOf(fern.say('as I said', { replyTo: line.id })), 'NOT_FOUND');
  t.equal(await codeOf(fern.say('to whom', { replyTo: newId() })), 'NOT_FOUND');
  const held = await vic.say('see https://example.org/again');
  t.equal(await codeOf(fern.say('what was that', { replyTo: held.line.id })), 'NOT_FOUND');
  const elsewhere = speaker(one, member('fan'), { room: demoTicketedStreamId, performerId: demoNovaId } as never);
  t.equal(await codeOf(elsewhere.say('over here', { replyTo: reply.line.id })), 'NOT_FOUND');
  const shown = (await fern.open()).lines.find(({ id }) => id === reply.line.id);
  t.equal(shown?.replyTo, null, 'what is gone is quoted by nobody');
});

t.test('Mentions are people who exist', async (t) => {
  await postgres.query(`UPDATE account SET disabled_at = now(), disabled_reason = 'test' WHERE handle = 'sol'`);
  const { line } = await fern.say('@vic @Moss hello, @nobody_at_all @sol and me@vic.example');
  t.same(line.mentions.map(({ handle }) => handle).sort(), ['moss', 'vic']);
});

t.test('What Postgres refuses takes no other line with it', async (t) => {
  const lost = speaker(one, member('fan'), { room: newId() });
  const said = await Promise.allSettled([
    vic.say('before it'),
    lost.say('into a room that is none'),
    vic.say('after it'),
  ]);
  t.same(
    said.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
});

t.test('Lines of one process stand in the order in which they were said', async (t) => {
  const words = ['amber', 'birch', 'cedar', 'daisy', 'elder', 'fig', 'ginkgo', 'hazel', 'iris', 'juniper'];
  const said = await Promise.all(words.map((word) => mara.say(word)));
  const shown = (await mara.open()).lines.slice(-words.length).map(({ id }) => id);
  t.same(new Set(shown), new Set(said.map(({ line }) => line.id)));
  const order = (ids: string[]) =>
    told
      .filter(({ name }) => name === 'chat.line')
      .map(({ body }) => (body as never as { line: { id: string } }).line.id)
      .filter((id) => ids.includes(id));
  await until('all notes', () => order(shown).length === shown.length);
  t.same(order(shown), shown, 'and are told in it');
});

t.test('What is no line', async (t) => {
  const refused = [
    '',
    '   ',
    '\u200b\u200d',
    'two\nlines',
    'nul\u0000',
    'half \ud83d',
    'turned \u202e around',
    'a'.repeat(501),
  ];
  for (const text of refused) t.notOk(LineText.safeParse(text).success, JSON.stringify(text.slice(0, 20)));
  for (const text of ['ok', '🎸', '👩‍🎤 :guitar:', 'ä'.repeat(500), 'שלום'])
    t.ok(LineText.safeParse(text).success, text.slice(0, 20));
});
