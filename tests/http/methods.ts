/**
 * Who may ask what over the socket: every method of the protocol, out of a room and in one, as nobody, viewer, performer,
 * appointed moderator and staff. What to expect is derived from `who`; a method that is added does not compile without an
 * example.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import type { ErrorCode } from '#protocol/errors.ts';
import { type Caller, type MethodName, methods } from '#protocol/socket/requests.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import { TestSocket } from '../world/socket.ts';
import type { WorldStack } from '../world/stack.ts';
import { meet, type Person } from './people.ts';

interface Stage {
  readonly stack: WorldStack;
  /** The room everybody is in. */
  readonly room: string;
  readonly performer: Person;
  /** Writes a line as somebody who is nobody's friend. @returns its id and its author's */
  line(state: 'shown' | 'held'): Promise<{ line: string; person: string }>;
  /** Stores a tip of somebody whose message waits. @returns its id */
  heldTip(): Promise<string>;
}

interface MethodExample {
  readonly params: (stage: Stage) => unknown | Promise<unknown>;
  /** Refusals that only somebody hears who was let in. */
  readonly otherwise?: readonly ErrorCode[];
  /** Needs no room. */
  readonly anywhere?: true;
}

const dtlsParameters = {
  role: 'client',
  fingerprints: [{ algorithm: 'sha-256', value: Array(32).fill('AB').join(':') }],
};
const stale: readonly ErrorCode[] = ['MEDIA_EPOCH_STALE', 'NOT_FOUND', 'MEDIA_REFUSED', 'STREAM_NOT_LIVE'];
const about = async (stage: Stage) => ({ person: (await stage.line('shown')).person });

const examples: Readonly<Record<MethodName, MethodExample>> = {
  'session.ping': { params: () => ({}), anywhere: true },
  'room.join': { params: ({ room }) => ({ room, as: 'viewer' }), anywhere: true },
  'room.watch-silently': { params: ({ room }) => ({ room, reason: 'a look at the matrix' }), anywhere: true },
  'room.leave': { params: () => ({}), anywhere: true },
  'watch.sync': { params: () => ({ rtpCapabilities: {} }), otherwise: stale },
  'watch.resume': { params: () => ({ mediaEpoch: 999, consumers: ['x'] }), otherwise: stale },
  'watch.prefer': {
    params: () => ({ mediaEpoch: 999, consumers: [{ consumer: 'x', paused: true, spatialLayer: null }] }),
    otherwise: stale,
  },
  'transport.restart-ice': { params: () => ({ mediaEpoch: 999, transport: 'x' }), otherwise: stale },
  'transport.connect': { params: () => ({ mediaEpoch: 999, transport: 'x', dtlsParameters }), otherwise: stale },
  'publish.open': { params: () => ({}) },
  'publish.start': {
    params: () => ({
      mediaEpoch: 999,
      transport: 'x',
      kind: 'video',
      source: 'camera',
      rtpParameters: cameraParameters(),
    }),
    otherwise: stale,
  },
  'publish.pause': { params: () => ({ mediaEpoch: 999, producer: 'x', paused: true }), otherwise: stale },
  'publish.stop': { params: () => ({ mediaEpoch: 999, producer: 'x' }), otherwise: stale },

  'fault.inject': {
    params: () => ({ fault: 'cap-bandwidth', bitrateBps: null }),
    otherwise: [...stale, 'MEDIA_UNAVAILABLE'],
  },

  'chat.open': { params: () => ({}) },
  'chat.history': { params: () => ({ before: newId() }), otherwise: ['NOT_FOUND'] },
  'chat.send': { params: () => ({ key: newId(), text: `Hello ${newId()}` }) },
  'chat.delete': { params: async (stage) => ({ line: (await stage.line('shown')).line }), otherwise: ['FORBIDDEN'] },
  'chat.pin': { params: async (stage) => ({ line: (await stage.line('shown')).line }) },
  'chat.judge': { params: async (stage) => ({ line: (await stage.line('held')).line, verdict: 'release' }) },
  'chat.settings': { params: () => ({ slowModeSeconds: 0 }) },
  'chat.timeout': { params: async (stage) => ({ ...(await about(stage)), seconds: 60 }) },
  'chat.ban': { params: about },
  'chat.pardon': {
    // Who is not silenced cannot be pardoned, and nothing is written down then.
    params: async (stage) => {
      const { person } = await about(stage);
      await stage.stack.query("INSERT INTO channel_sanction VALUES ($1, $2, 'ban', NULL, NULL, $1, now())", [
        stage.performer.id,
        person,
      ]);
      return { person };
    },
  },
  'chat.appoint': { params: about },
  'chat.dismiss': { params: about },
  'chat.card': { params: () => ({ handle: 'fern' }), otherwise: ['NOT_FOUND'] },

  // Performers sit there as such: what they say as somebody who watches is refused.
  'quality.report': { params: () => ({ role: 'viewer', intervalMs: 10_000, rttMs: 40 }), otherwise: ['FORBIDDEN'] },

  'tip.open': { params: () => ({}) },
  'tip.judge': { params: async (stage) => ({ tip: await stage.heldTip(), verdict: 'release' }) },
};

type As = 'nobody' | 'viewer' | 'performer' | 'appointed' | 'staff';

/** The refusal at the door; undefined: let in. */
function expectation(who: Caller, as: As, inRoom: boolean, anywhere: boolean): ErrorCode | undefined {
  if (who !== 'anyone' && as === 'nobody') return 'UNAUTHENTICATED';
  if (who === 'staff' && as !== 'staff') return 'FORBIDDEN';
  if (!inRoom) return anywhere ? undefined : 'NOT_IN_ROOM';
  if (who === 'performer') return as === 'performer' ? undefined : 'FORBIDDEN';
  if (who === 'moderator') return as === 'viewer' ? 'FORBIDDEN' : undefined;
  return undefined;
}

/** Every method, as everybody. */
export async function whoMayAsk(t: Test, stack: WorldStack): Promise<void> {
  const stage = await prepare(stack);
  const people: Record<As, Person | undefined> = {
    nobody: undefined,
    viewer: await meet(stack, 'viewer'),
    performer: stage.performer,
    appointed: await meet(stack, 'viewer'),
    staff: await meet(stack, 'moderator', { factor: true }),
  };
  await stack.query('INSERT INTO channel_moderator VALUES ($1, $2, now())', [stage.performer.id, people.appointed?.id]);
  for (const [as, person] of Object.entries(people) as [As, Person | undefined][]) {
    for (const inRoom of [false, true]) await askAll(t, stage, { as, person, inRoom });
  }
}

interface Who {
  readonly as: As;
  readonly person: Person | undefined;
  readonly inRoom: boolean;
}

/** Every method as one person, each on a socket of its own. */
async function askAll(t: Test, stage: Stage, { as, person, inRoom }: Who): Promise<void> {
  const where = inRoom ? 'in the room' : 'in no room';
  let admitted = 0;
  for (const name of Object.keys(methods) as MethodName[]) {
    const socket = await arrive(stage, as, person, inRoom);
    const example = examples[name];
    const code = await socket.codeOf(name, await example.params(stage));
    const expected = expectation(methods[name].who, as, inRoom, example.anywhere === true);
    const isLetIn = code === 'ok' || example.otherwise?.includes(code as ErrorCode) === true;
    if (expected !== undefined) t.equal(code, expected, `${name} as ${as}, ${where}`);
    else if (!isLetIn) t.fail(`${name} as ${as}, ${where}: ${code}`);
    else admitted += 1;
    if (code === 'ok') await isWrittenDown(t, stage, { name, as, person });
    await socket.close();
  }
  t.pass(`${as}, ${where}: let in by ${admitted} methods`);
}

interface Asked {
  readonly name: MethodName;
  readonly as: As;
  readonly person: Person | undefined;
}

/** What staff does in somebody else's channel is in the audit log. */
async function isWrittenDown(t: Test, { stack }: Stage, { name, as, person }: Asked): Promise<void> {
  const { audit } = methods[name] as { readonly audit?: string };
  if (audit === undefined || as !== 'staff') return;
  const found = await stack.query('SELECT FROM audit_entry WHERE actor_id = $1 AND action = $2', [person?.id, audit]);
  t.ok(found.length > 0, `${name} of staff is written down as ${audit}`);
}

async function arrive(
  { stack, room }: Stage,
  as: As,
  person: Person | undefined,
  inRoom: boolean,
): Promise<TestSocket> {
  const socket = await TestSocket.open(stack, person === undefined ? {} : { ticket: await person.client.ticket() });
  if (inRoom) await socket.do('room.join', { room, as: as === 'performer' ? 'performer' : 'viewer' });
  return socket;
}

async function prepare(stack: WorldStack): Promise<Stage> {
  const performer = await meet(stack, 'performer');
  const { stream } = await performer.client.do('createStream', {
    body: { title: 'A matrix', sessionType: 'broadcast_public' },
  });
  await performer.client.do('startStream', { params: { id: stream.id }, body: {} });
  const line: Stage['line'] = async (state) => {
    const author = await meet(stack, 'viewer');
    const [row] = await stack.query<{ id: string }>(
      `INSERT INTO chat_line (id, room_id, performer_id, author_id, author_name, author_handle, key, text, mentions, reasons,
         state, created_at, told_at)
       VALUES (gen_random_uuid(), $1, $2, $3, 'Somebody', $4, gen_random_uuid(), 'a line', '[]', $5, $6, now(), now())
       RETURNING id`,
      [stream.id, performer.id, author.id, author.handle, state === 'held' ? ['link'] : [], state],
    );
    return { line: row?.id ?? '', person: author.id };
  };
  const heldTip = async (): Promise<string> => {
    const giver = await meet(stack, 'viewer');
    const [row] = await stack.query<{ id: string }>(
      `INSERT INTO tip (id, at, viewer_id, performer_id, stream_id, session_id, amount, promo, balance_after, creator_units,
         platform_units, pool_units, split_name, split_version, private, anonymous, viewer_name, viewer_handle, message,
         message_state, reasons)
       SELECT gen_random_uuid(), now(), $1, performer_id, stream_id, id, 5, 0, 0, 50000, 0, 0, split_name, split_version,
         false, false, 'Somebody', $2, 'a message', 'held', '{link}'
       FROM stream_session WHERE stream_id = $3 AND ended_at IS NULL RETURNING id`,
      [giver.id, giver.handle, stream.id],
    );
    return row?.id ?? '';
  };
  return { stack, room: stream.id, performer, line, heldTip };
}
