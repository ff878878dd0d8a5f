/** What was committed is told: where Redis was away, where the process died in between, where two processes race. */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { tellWaiting } from '../../server/domains/chat/index.ts';
import type { LineRow } from '../../server/domains/chat/rules/line-rows.ts';
import { findLine } from '../../server/domains/chat/store.ts';
import { tellLines } from '../../server/domains/chat/tell-lines.ts';
import { until } from '../world/until.ts';
import { codeOf } from './accounts-stage.ts';
import { member, openChatStage, speaker } from './chat-stage.ts';

const stage = await openChatStage(t);
const { one, other, postgres, clock, told } = stage;
const vic = speaker(one, member('viewer'));
const mara = speaker(one, member('performer'));

const notesAbout = (id: string) =>
  told.filter(({ body }) => {
    const { line, lines } = body as { line?: { id: string }; lines?: string[] };
    return line?.id === id || lines?.includes(id);
  });
const untold = async (): Promise<number> =>
  Number((await postgres.query('SELECT count(*) AS n FROM chat_line WHERE told_at IS NULL'))[0]?.n);

t.test('A line that a dead process never told is told by the job, in order, once', async (t) => {
  const { line: before } = await vic.say('before the process died');
  await until('the mark', async () => (await untold()) === 0);
  const words = ['heron', 'egret', 'stork'];
  const silent = { ...one.deps, tell: () => undefined };
  const lines = [];
  for (const word of words) lines.push((await speaker({ deps: silent }, member('fan')).say(word)).line);
  clock.advance(1_999);
  t.equal(await tellWaiting(one.deps), 0, 'its process may be about to');
  clock.advance(1);
  t.equal(await tellWaiting(one.deps), 3);
  const last = lines.at(-1)?.id ?? '';
  await until('the last note', () => notesAbout(last).length === 1);
  const order = told
    .filter(({ name }) => name === 'chat.line')
    .map(({ body }) => (body as { line?: { id: string } }).line?.id);
  t.same(order.slice(-4), [before.id, ...lines.map(({ id }) => id)]);
  t.equal(await tellWaiting(one.deps), 0);
});

t.test('With Redis away lines are acknowledged and told when it is back', async (t) => {
  const lost = other.live;
  await other.redis.close();
  const teller = tellLines({ ...one.deps, live: lost });
  const away = {
    ...one.deps,
    live: lost,
    tell: (rows: readonly LineRow[]) => void rows.map((row) => teller.add(row).catch(() => undefined)),
  };
  const speaking = speaker({ deps: away }, member('fan'));
  const { line } = await speaking.say('can anybody hear me');
  const held = await speaking.say('what about https://example.org/this');
  t.equal(held.verdict, 'held');
  const { line: taken } = await speaking.say('and never mind this one');
  await speaking.do('chat.delete', { line: taken.id });
  t.equal(await codeOf(speaker({ deps: away }, member('performer')).do('chat.pin', { line: line.id })), 'no refusal');
  t.same(notesAbout(line.id), []);
  t.ok(
    (await mara.open()).lines.some(({ id }) => id === line.id),
    'whoever opens the chat reads it',
  );
  clock.advance(2_000);
  t.equal(await tellWaiting(one.deps), 3);
  await until('all notes', () => notesAbout(taken.id).length > 0 && notesAbout(line.id).length > 0);
  t.same(
    notesAbout(taken.id).map(({ name }) => name),
    ['chat.gone'],
  );
  t.equal(await untold(), 0);
});

t.test('A line that was taken away while it was being told is taken away again', async (t) => {
  const silent = { ...one.deps, tell: () => undefined };
  const { line } = await speaker({ deps: silent }, member('viewer')).say('blink and it is gone');
  const row = await rowOf(line.id);
  await mara.do('chat.delete', { line: line.id });
  const teller = tellLines(one.deps);
  await teller.add(row);
  await until('the last word', () => notesAbout(line.id).length === 3);
  t.same(
    notesAbout(line.id).map(({ name }) => name),
    ['chat.gone', 'chat.line', 'chat.gone'],
  );
});

async function rowOf(id: string): Promise<LineRow> {
  const row = await findLine(one.database.read, demoStreamId, id);
  if (row === null) throw new Error('the line is not there');
  return row;
}
