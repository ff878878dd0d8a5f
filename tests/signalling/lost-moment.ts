/**
 * A ban that comes while somebody comes in: they have passed the gates and sit nowhere yet, so its word finds nobody. The
 * test holds a table that entering reads, on the way from the gates to the seat or from the seat to the answer.
 */
import { Redis } from 'ioredis';
import type { Test } from 'tap';
import { cameraParameters } from '../world/media-publisher.ts';
import { resumeOn } from '../world/resume.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import { personOf } from './chat-room.ts';
import type { World } from './world.ts';

interface Stage {
  readonly room: string;
  readonly nova: TestSocket;
  readonly guest: TestSocket;
  /** Lets nobody read the table until it is called. */
  hold(table: 'preferences' | 'room'): Promise<() => Promise<void>>;
  /** Whether somebody waits for it. */
  waits(table: 'preferences' | 'room'): Promise<boolean>;
  /** Nova shuts somebody out; resolves when the word of it was told and heard. */
  ban(person: string): Promise<void>;
  /** Whether a seat is taken for a session. */
  isTaken(session: string): Promise<boolean>;
  close(): Promise<void>;
}

export async function betweenGatesAndSeat(t: Test, world: World): Promise<void> {
  const stage = await openStage(t, world);
  const vic = await world.socket('viewer');
  const free = await stage.hold('preferences');
  const joining = vic.request('room.join', { room: stage.room, as: 'viewer' });
  await until('somebody between the gates and the seat', () => stage.waits('preferences'));
  t.ok(await stage.isTaken(vic.welcome.session.id), 'the gates are passed, the last one gave a seat');
  await stage.ban(personOf(vic));
  t.same(vic.notes('room.removed'), [], 'the word finds nobody to put out');
  await free();
  t.match(await vic.answerTo(joining), { ok: false, error: { error: 'BANNED' } }, 'who sits down then is refused');
  await refusedEntirely(t, stage, vic, 'the second verse of it');
  await stage.nova.do('chat.pardon', { person: personOf(vic) });
  t.equal(await vic.codeOf('room.join', { room: stage.room, as: 'viewer' }), 'ok', 'until they are let in again');
  await Promise.all([vic.close(), stage.close()]);
}

export async function betweenSeatAndAnswer(t: Test, world: World): Promise<void> {
  const stage = await openStage(t, world);
  const vic = await world.socket('viewer');
  const entrance = { room: stage.room, as: 'viewer', rtpCapabilities: vic.welcome.rtpCapabilities ?? {} } as const;
  const free = await stage.hold('room');
  const joining = vic.request('room.join', entrance);
  await stage.guest.note('room.presence', ({ count }) => count === 2);
  await stage.ban(personOf(vic));
  await vic.note('room.removed', ({ reason }) => reason === 'banned');
  await free();
  t.match(await vic.answerTo(joining), { ok: false, error: { error: 'BANNED' } }, 'the join is refused');
  await refusedEntirely(t, stage, vic, 'somebody brought an umbrella');
  await stage.nova.do('chat.pardon', { person: personOf(vic) });
  const { watch } = await vic.do('room.join', entrance);
  t.equal(watch?.consumers.length, 1);
  t.ok(watch?.transport, 'and of the media that was made for it nothing was left');
  await Promise.all([vic.close(), stage.close()]);
}

export async function onTheWayBack(t: Test, world: World): Promise<void> {
  const stage = await openStage(t, world);
  const lost = await world.socket('viewer');
  await lost.do('room.join', { room: stage.room, as: 'viewer' });
  lost.terminate();
  const free = await stage.hold('preferences');
  const resuming = resumeOn(world.stack, lost);
  await until('somebody between the gates and the seat', () => stage.waits('preferences'));
  await stage.ban(personOf(lost));
  await free();
  const vic = await resuming;
  t.ok(vic.welcome.session.resumed);
  await vic.note('room.removed', ({ reason }) => reason === 'banned');
  t.pass('who comes back to a seat is put out of it');
  await refusedEntirely(t, stage, vic, 'now for something slower');
  await stage.nova.do('chat.pardon', { person: personOf(lost) });
  await Promise.all([vic.close(), stage.close()]);
}

/** Nothing of the room is theirs any more. */
async function refusedEntirely(t: Test, stage: Stage, vic: TestSocket, words: string): Promise<void> {
  t.equal(await vic.codeOf('chat.open', {}), 'NOT_IN_ROOM');
  await until('the seat again', async () => !(await stage.isTaken(vic.welcome.session.id)));
  t.match(await stage.guest.do('room.join', { room: stage.room, as: 'viewer' }), { presence: { count: 1 } });
  const before = vic.notes('chat.line').length;
  await stage.nova.do('chat.send', { key: crypto.randomUUID(), text: words });
  await stage.guest.note('chat.line');
  t.equal(await vic.codeOf('session.ping', {}), 'ok', 'the socket stays');
  t.equal(vic.notes('chat.line').length, before, 'and hears nothing of the room');
}

async function openStage(t: Test, world: World): Promise<Stage> {
  const { stack, cast } = world;
  const { id: room } = await world.goLive();
  const nova = await TestSocket.open(stack.other, { ticket: await cast.nova.ticket() });
  await nova.do('room.join', { room, as: 'performer' });
  const { mediaEpoch, transport } = await nova.do('publish.open', {});
  const camera = { mediaEpoch, transport: transport.id, kind: 'video', source: 'camera' } as const;
  await nova.do('publish.start', { ...camera, rtpParameters: cameraParameters() });
  const guest = await world.socket();
  await guest.do('room.join', { room, as: 'viewer' });
  const redis = new Redis(stack.redisUrl);
  const subscriber = redis.duplicate();
  const words: string[] = [];
  subscriber.on('message', (_channel: string, word: string) => words.push(word));
  await subscriber.subscribe('everywhere');
  t.teardown(() => {
    redis.disconnect();
    subscriber.disconnect();
  });
  return {
    ...{ room, nova, guest },
    async hold(table) {
      await stack.query('BEGIN');
      await stack.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
      const free = async (): Promise<void> => void (await stack.query('COMMIT'));
      t.teardown(free);
      return free;
    },
    async waits(table) {
      const sql = 'SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted';
      return (await stack.query(sql, [table])).length > 0;
    },
    async ban(person) {
      await nova.do('chat.ban', { person });
      await until('the word of it', () => words.some((word) => word.includes('put-out') && word.includes(person)));
      // The process heard it in the same moment; one round trip later it has acted.
      await guest.do('session.ping', {});
    },
    isTaken: async (session) => (await redis.zscore(`room:${room}:seats`, session)) !== null,
    async close() {
      await Promise.all([nova.close(), guest.close()]);
    },
  };
}
