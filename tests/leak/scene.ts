/**
 * One show, played the same each time: with real media, a chat, somebody who comes and goes; with or without a moderator who watches it
 * silently from before it begins to be watched until after a viewer has left.
 */
import { newId } from '#kernel/ids.ts';
import { meet, type Person } from '../http/people.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import type { WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { normalise } from './normalise.ts';
import type { Onlookers } from './onlookers.ts';
import { slipIn } from './slip-in.ts';
import { type Source, sources } from './sources.ts';
import { openHooks } from './webhooks.ts';

export interface Told {
  /** By source, normalised: what it gave away at each moment at which it was asked. */
  readonly said: Readonly<Record<string, string>>;
  /** What the performer's own connection noticed, for distributions. */
  readonly stats: { readonly plis: readonly number[]; readonly layers: number; readonly seconds: number };
}

export interface Wishes {
  readonly silent: boolean;
  /** Goes on until the moderator sees pictures, and as long without one. */
  readonly lastsMs: number;
}

/** Plays it once. @param moderator signed in with the second factor; of whom nothing is to be noticed */
export async function play(stack: WorldStack, moderator: Person, { silent, lastsMs }: Wishes): Promise<Told> {
  const { on, performer } = await gather(stack);
  const { room } = on;
  const { performer: onStage, viewer: watching, appointed: helping, nobody: guest } = on.sockets;
  const noted: { source: string; what: unknown }[] = [];
  const look = async (...whens: Source['when'][]): Promise<void> => {
    for (const { name, read } of sources.filter(({ when }) => whens.includes(when)))
      noted.push({ source: name, what: await read(on) });
  };

  await onStage.do('room.join', { room, as: 'performer' });
  const sending = await publishThrough(onStage);
  sending.publisher.deafTo = 0;
  await sending.startCamera();
  await performer.client.do('startStream', { params: { id: room }, body: {} });
  await onStage.note('room.media', ({ producers }) => producers.length === 1);
  const startedAtMs = performance.now();

  const unnoticed = silent ? await slipIn(stack, moderator, room) : undefined;
  await joinOneByOne(on);
  const screen = await watchThrough(watching);
  await until('a picture', () => screen.marks.length > 0, { withinMs: 15_000 });
  await look('often');
  await helping.do('chat.send', { key: newId(), text: 'what a fine song' });
  await onStage.note('chat.line');
  await watching.note('chat.line');
  await guest.note('chat.line');
  await on.hooks.hearCount();
  await until('the time it lasts', () => performance.now() - startedAtMs > lastsMs, { withinMs: lastsMs + 5_000 });
  await look('often', 'once');
  screen.close();
  await watching.do('room.leave', {});
  await until('two who are left', async () => (await listed(on)) === 2, { withinMs: 10_000 });
  await unnoticed?.leave();
  await onStage.do('chat.send', { key: newId(), text: 'thank you all' });
  await guest.note('chat.line', ({ line }) => line.text === 'thank you all');
  await look('often');
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const plis = [0, 1, 2].map((layer) => sending.publisher.plis.filter((pli) => pli.layer === layer).length);
  await performer.client.do('endStream', { params: { id: room }, body: {} });
  await guest.note('room.state', ({ state }) => state === 'OFFLINE');
  await onStage.note('room.state', ({ state }) => state === 'OFFLINE');
  await look('last');
  sending.close();
  await Promise.all([on.hooks.close(), ...Object.values(on.sockets).map((socket) => socket.close())]);
  return { said: bySource(noted), stats: { plis, layers: onStage.notes('publish.layers').length, seconds } };
}

/** The people of a show that is announced, each on a socket. */
async function gather(stack: WorldStack): Promise<{ on: Onlookers; performer: Person }> {
  const [performer, viewer, appointed] = await Promise.all([
    named(stack, 'performer', 'A performer'),
    named(stack, 'viewer', 'A viewer'),
    named(stack, 'viewer', 'An appointed one'),
  ]);
  await stack.query('INSERT INTO channel_moderator VALUES ($1, $2, now())', [performer.id, appointed.id]);
  const { url } = await performer.client.do('makeOverlaySecret', { body: {} });
  const { stream } = await performer.client.do('createStream', {
    body: { title: 'The same show again', sessionType: 'broadcast_public' },
  });
  const room = stream.id;
  const open = async (person?: Person) =>
    TestSocket.open(stack, person === undefined ? {} : { ticket: await person.client.ticket() });
  const [onStage, watching, helping, guest] = await Promise.all([
    open(performer),
    open(viewer),
    open(appointed),
    open(),
  ]);
  const nobody = new ApiClient(stack);
  const on: Onlookers = {
    ...{ room, performerHandle: performer.handle, overlay: url.split('/').at(-1) ?? '' },
    http: { nobody, viewer: viewer.client, performer: performer.client, appointed: appointed.client },
    sockets: { nobody: guest, viewer: watching, performer: onStage, appointed: helping },
    hooks: await openHooks(performer.client),
  };
  return { on, performer };
}

/** Each sees that the one before it came: presence is told at most once a second. */
async function joinOneByOne({ room, sockets }: Onlookers): Promise<void> {
  let here = 0;
  for (const who of ['nobody', 'viewer', 'appointed'] as const) {
    await sockets[who].do('room.join', { room, as: 'viewer' });
    here += 1;
    await sockets.performer.note('room.presence', ({ count }) => count === here);
  }
}

/** How many watch, as everybody may read it; presence tells of the same count when there were two the first time. */
async function listed({ room, http }: Onlookers): Promise<number> {
  return (await http.nobody.do('getStream', { params: { id: room } })).stream.viewers;
}

async function named(stack: WorldStack, role: 'performer' | 'viewer', name: string): Promise<Person> {
  const person = await meet(stack, role);
  await stack.query('UPDATE account SET display_name = $2 WHERE id = $1', [person.id, name]);
  return person;
}

function bySource(noted: readonly { source: string; what: unknown }[]): Record<string, string> {
  const all = Map.groupBy(noted, ({ source }) => source);
  return Object.fromEntries([...all].map(([source, list]) => [source, normalise(list.map(({ what }) => what))]));
}
