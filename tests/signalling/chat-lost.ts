/**
 * A line that was acknowledged is there for good: the server is killed while many are said, Redis is killed, both come back.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ChatLine } from '#protocol/socket/chat.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import { openChatRoom, say } from './chat-room.ts';
import type { World } from './world.ts';

const patience = { withinMs: 20_000 };

export async function lost(t: Test, world: World): Promise<void> {
  await serverKilled(t, world);
  await redisKilled(t, world);
}

async function serverKilled(t: Test, world: World): Promise<void> {
  const place = await openChatRoom(world);
  const acknowledged: ChatLine[] = [];
  const sent = new Map<string, string>();
  const talk = async (socket: TestSocket): Promise<void> => {
    while (true) {
      const key = newId();
      const text = words();
      sent.set(key, text);
      const answer = await socket.ask('chat.send', { key, text }, { withinMs: 2_000 });
      if (!answer.ok) throw new Error(answer.error.error);
      acknowledged.push((answer.result as { line: ChatLine }).line);
    }
  };
  const talking = [place.vic, place.fern, place.performer].map((socket) => talk(socket).catch(() => undefined));
  await until('a hundred lines', () => acknowledged.length > 100, patience);
  const killed = world.stack.children.server ?? 0;
  process.kill(killed, 'SIGKILL');
  await Promise.all(talking);
  await until('another server', () => canServe(world, killed), patience);
  const { lines, socket } = await transcript(world, place.room);
  const there = new Set(lines.map(({ id }) => id));
  t.same(
    acknowledged.filter(({ id }) => !there.has(id)),
    [],
    `all of ${acknowledged.length} acknowledged lines are there`,
  );
  t.equal(there.size, lines.length, 'each once');
  const again = await world.socket('viewer');
  await again.do('room.join', { room: place.room, as: 'viewer' });
  const mine = lines.filter(({ author }) => author.displayName === 'Vic').at(-1);
  const key = [...sent].find(([, text]) => text === mine?.text)?.[0] ?? '';
  const repeated = await again.do('chat.send', { key, text: mine?.text ?? '' });
  t.equal(repeated.line.id, mine?.id, 'a line that is sent once more is the same line');
  await until('word of every line', async () => (await untold(world)) === 0, patience);
  await Promise.all([socket.close(), again.close()]);
}

async function redisKilled(t: Test, world: World): Promise<void> {
  const place = await openChatRoom(world);
  const { line: before } = await say(place.vic, 'before it went');
  const { epoch } = await place.guest.note('chat.line', ({ line }) => line.id === before.id);
  const killed = world.stack.children.redis ?? 0;
  process.kill(killed, 'SIGKILL');
  const said: ChatLine[] = [];
  while (said.length < 5) {
    const answer = await place.vic.ask('chat.send', { key: newId(), text: words() });
    if (answer.ok) said.push((answer.result as { line: ChatLine }).line);
    else t.ok(['OVERLOADED'].includes(answer.error.error), `refused in so many words: ${answer.error.error}`);
  }
  await until('another Redis', () => (world.stack.children.redis ?? killed) !== killed, patience);
  const { guest } = place;
  // What was told before numbering began anew is not heard as a note: the new epoch says that the chat must be read again.
  const knows = (id: string): boolean =>
    guest.notes().some((note) => note.room === place.room && note.audience === 'public' && note.epoch !== epoch) ||
    guest.notes('chat.line').some(({ body }) => (body as { line: ChatLine }).line.id === id);
  await until('word to whoever stayed', () => said.every(({ id }) => knows(id)), patience);
  const reread = (await guest.do('chat.open', {})).lines.map(({ id }) => id);
  t.same(
    said.filter(({ id }) => !reread.includes(id)),
    [],
    'whoever stayed reads every line',
  );
  const { lines, socket } = await transcript(world, place.room);
  t.same(
    [before, ...said].filter(({ id }) => !lines.some((line) => line.id === id)),
    [],
    'and whoever comes reads them',
  );
  t.equal(await until('word of every line', async () => (await untold(world)) === 0, patience), true);
  await socket.close();
  await place.close();
}

/** All that is in a room's chat, oldest first. */
async function transcript(world: World, room: string): Promise<{ lines: ChatLine[]; socket: TestSocket }> {
  const socket = await TestSocket.open(world.stack);
  await socket.do('room.join', { room, as: 'viewer' });
  const opened = await socket.do('chat.open', {});
  const lines = [...opened.lines];
  for (let { more } = opened; more; ) {
    const page = await socket.do('chat.history', { before: lines[0]?.id ?? '' });
    lines.unshift(...page.lines);
    more = page.more;
  }
  return { lines, socket };
}

async function canServe({ stack }: World, killed: number): Promise<boolean> {
  if ((stack.children.server ?? killed) === killed) return false;
  return (await fetch(`${stack.url}/readyz`)).ok;
}

async function untold({ stack }: World): Promise<number> {
  const [row] = await stack.query<{ n: string }>('SELECT count(*) AS n FROM chat_line WHERE told_at IS NULL');
  return Number(row?.n);
}

/** Something that nobody said before. */
function words(): string {
  return [...newId().replaceAll('-', '').slice(-12)]
    .map((digit) => 'aeioubdfgklmnprst'[Number.parseInt(digit, 16)])
    .join('');
}
