/**
 * An API process is killed with two hundred people on it while others talk: all go on at the other process, and each has
 * heard every line, once, in the order in which a witness heard them who was never interrupted.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { resumeOn, transcriptOf } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

const people = 200;
const roomsCount = 4;

interface Stage {
  readonly room: string;
  readonly witness: TestSocket;
  readonly speaker: TestSocket;
}

export async function crowd(t: Test, world: World): Promise<void> {
  const { stack } = world;
  const stages = await Promise.all(Array.from({ length: roomsCount }, () => openStage(world)));
  const before = await Promise.all(
    Array.from({ length: people }, async (_, at) => {
      const socket = await TestSocket.open(stack);
      await socket.do('room.join', { room: stages[at % roomsCount]?.room ?? '', as: 'viewer' });
      return socket;
    }),
  );
  const talk = startTalking(stages);
  await until('a conversation', () => before.every((socket) => socket.notes('chat.line').length >= 5), {
    withinMs: 20_000,
  });
  const pid = stack.children.server ?? 0;
  process.kill(pid, 'SIGKILL');
  await Promise.all(before.map((socket) => socket.ending()));
  t.ok(
    before.every((socket) => !socket.isOpen),
    'two hundred sockets are gone at once',
  );
  const startedMs = performance.now();
  const after = await Promise.all(before.map((socket) => resumeOn(stack.other, socket)));
  t.comment(`two hundred resumed in ${Math.round(performance.now() - startedMs)} ms`);
  t.equal(after.filter((socket) => socket.welcome.session.resumed).length, people, 'all of them go on where they were');
  const saidBefore = talk.said();
  await until('more conversation', () => talk.said() > saidBefore + 100, { withinMs: 20_000 });
  const said = await talk.stop();
  await until('the last line everywhere', () => [...after, ...stages.map(({ witness }) => witness)].every(heardLast), {
    withinMs: 20_000,
  });
  t.ok(said > 100, `${said} lines were said meanwhile`);
  t.same(differences(before, after, stages), [], 'and heard what the witnesses heard, line by line, once');
  t.same(
    after.flatMap(({ broken }) => broken),
    [],
    'in frames of the protocol',
  );
  await presenceStays(t, stages);
  await until('the killed process again', async () => (await fetch(`${stack.url}/readyz`)).ok, { withinMs: 30_000 });
  await Promise.all(after.map((socket) => socket.close()));
  for (const { witness, speaker } of stages) await Promise.all([witness.close(), speaker.close()]);
}

async function openStage(world: World): Promise<Stage> {
  const { stack, cast } = world;
  const { id: room } = await world.goLive();
  const witness = await TestSocket.open(stack.other);
  await witness.do('room.join', { room, as: 'viewer' });
  const speaker = await TestSocket.open(stack.other, { ticket: await cast.nova.ticket() });
  await speaker.do('room.join', { room, as: 'performer' });
  return { room, witness, speaker };
}

const lastWord = 'Goodbye';

/** Everybody talks at once, one line after the other, until told to stop. */
function startTalking(stages: readonly Stage[]) {
  let talking = true;
  let said = 0;
  const talk = async ({ speaker }: Stage): Promise<void> => {
    while (talking) {
      const lines = Array.from({ length: 5 }, (_, at) => lineOf(said + at));
      said += lines.length;
      // One that is too much like another is refused, and nobody's line.
      await Promise.all(lines.map((text) => speaker.ask('chat.send', { key: newId(), text })));
    }
    said += 1;
    await speaker.do('chat.send', { key: newId(), text: `${lastWord} ${lineOf(said)}` });
  };
  const all = Promise.all(stages.map(talk));
  return {
    said: () => said,
    async stop(): Promise<number> {
      talking = false;
      await all;
      return said;
    },
  };
}

function heardLast(socket: TestSocket): boolean {
  return socket.notes('chat.line').some(({ body }) => JSON.stringify(body).includes(lastWord));
}

const words = ['rain', 'street', 'song', 'night', 'lamp', 'river', 'coat', 'bread', 'door', 'snow'] as const;

/** Another line for each number, not like the ones before it, and without digits: those might be a telephone. */
function lineOf(number: number): string {
  const turned = (word: string, at: number): string => (at % 2 === 0 ? word : word.split('').reverse().join(''));
  return Array.from(String(1_000 + number), (digit, at) => turned(words[Number(digit)] ?? '', at)).join(' ');
}

/** Whose transcript is not the end of the witness's. */
function differences(before: readonly TestSocket[], after: readonly TestSocket[], stages: readonly Stage[]): string[] {
  const heard = stages.map(({ witness }) => transcriptOf(witness));
  return before.flatMap((socket, at) => {
    const stage = stages[at % roomsCount];
    const whole = heard[at % roomsCount] ?? [];
    const joined = transcriptOf(socket, after[at] ?? socket).filter((line) => line.startsWith(stage?.room ?? '?'));
    // Both may have heard another presence at the very end.
    const both = joined.filter((line) => whole.includes(line)).length;
    const from = whole.indexOf(joined[0] ?? '');
    const expected = whole.slice(from, from + joined.length);
    return from >= 0 && both >= joined.length - 1 && same(expected.slice(0, both), joined.slice(0, both))
      ? []
      : [`person ${at}: ${firstDifference(expected, joined)}`];
  });
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line === other[at]);
}

function firstDifference(expected: readonly string[], got: readonly string[]): string {
  const at = got.findIndex((line, index) => line !== expected[index]);
  return `line ${at} is ${got[at]} instead of ${expected[at]}`;
}

/** Nobody was counted out while they were away. */
async function presenceStays(t: Test, stages: readonly Stage[]): Promise<void> {
  for (const { witness } of stages) {
    const counts = witness.notes('room.presence').map(({ body }) => (body as { count: number }).count);
    const full = counts.indexOf(people / roomsCount + 1);
    t.ok(full >= 0 && counts.slice(full).every((count) => count === people / roomsCount + 1), 'no presence flickered');
  }
}
