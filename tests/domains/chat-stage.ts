/**
 * The stage of the tests of channels and chat: a seeded database, Redis, and two processes that serve the same room, each
 * with connections, live events and a chat of its own. The clock is one and stands still.
 */
import { pino } from 'pino';
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { type MethodName, methods, type Params, type Result } from '#protocol/socket/requests.ts';
import { demoAccounts as cast, type demoAccounts, demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { seed } from '../../prisma/seed.ts';
import {
  announceSanction,
  announceSettings,
  channelEvents,
  channelRoutes,
} from '../../server/domains/channels/index.ts';
import { type ChatDeps, chatSignals, openChat } from '../../server/domains/chat/index.ts';
import type { Seat, Seats } from '../../server/domains/rooms/index.ts';
import { fakeClock } from '../../server/kernel/clock.ts';
import { openDatabase } from '../../server/platform/database/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { createLimits } from '../../server/platform/limits/index.ts';
import { type Channel, createLiveEvents } from '../../server/platform/live-events/index.ts';
import { createOutbox } from '../../server/platform/outbox/index.ts';
import { openRedis } from '../../server/platform/redis/index.ts';
import type { Session } from '../../server/platform/websocket/session.ts';
import { startDatabase } from '../world/database.ts';
import { startRedis } from '../world/redis.ts';
import { until } from '../world/until.ts';

export type Name = 'performer' | 'nova' | 'viewer' | 'fan' | 'supporter' | 'moderator' | 'admin';
export type Stage = Awaited<ReturnType<typeof openChatStage>>;

interface Told {
  readonly name: string;
  readonly audience: string;
  readonly body: Record<string, unknown>;
}

const log = pino({ level: 'silent' });

/** Everything is closed with the test. @param limitsFactor as LIMITS_FACTOR; absent: so high that nothing is limited */
export async function openChatStage(t: Test, { limitsFactor = 1_000 } = {}) {
  const [postgres, redisServer] = await Promise.all([startDatabase(), startRedis()]);
  const clock = fakeClock(Date.UTC(2026, 10, 21, 12));
  await seed({ url: postgres.adminUrl, clock });
  const ground = { postgresUrl: postgres.url, redisUrl: redisServer.url, clock, limitsFactor };
  const [one, other] = await Promise.all([openProcess(ground), openProcess(ground)]);
  const told = await listen(one, [
    { room: demoStreamId, audience: 'public' },
    { room: demoStreamId, audience: 'moderators' },
    ...cast.map(({ id }) => ({ person: id })),
  ]);
  t.teardown(async () => {
    await Promise.all([one.close(), other.close()]);
    await Promise.all([postgres.close(), redisServer.close()]);
  });
  return { postgres, clock, one, other, told, channels: channelRoutes(one.channels) };
}

export type ChatProcess = Awaited<ReturnType<typeof openProcess>>;

interface Ground {
  readonly postgresUrl: string;
  readonly redisUrl: string;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly limitsFactor: number;
}

async function openProcess({ postgresUrl, redisUrl, clock, limitsFactor }: Ground) {
  const database = openDatabase({ url: postgresUrl, log });
  const redis = openRedis(redisUrl, { name: 'test', log });
  const reader = redis.another({ name: 'test-reader', commandTimeoutMs: 0 });
  await Promise.all([redis.ready(), reader.ready()]);
  const notes: Told[] = [];
  const live = createLiveEvents(
    redis,
    reader,
    (_channel, delivery) => {
      if (delivery.kind === 'notes') notes.push(...([JSON.parse(delivery.frame)].flat() as Told[]));
    },
    log,
  );
  const heard: { name: string; body: unknown }[] = [];
  const news = createOutbox({ database, events: channelEvents, clock, log });
  const tell = { read: database.read, live, clock };
  news.react({
    'channel.rights-changed': { listen: async (body) => void heard.push({ name: 'channel.rights-changed', body }) },
    'channel.sanctioned': {
      listen: async (body) => void heard.push({ name: 'channel.sanctioned', body }),
      tell: (body) => announceSanction(tell, body),
    },
    'channel.settings-changed': { tell: ({ performerId }) => announceSettings(tell, performerId) },
  });
  const counted = { shown: 0, held: 0, blocked: 0 };
  const seats = seatEverybody();
  const chat = openChat({
    ...{ database, live, clock, log, news, seats, ownHosts: ['localhost'], limits: createLimits(redis, limitsFactor) },
    count: (verdict) => {
      counted[verdict] += 1;
    },
  });
  return {
    ...{ database, redis, live, notes, news, heard, counted, deps: chat.deps, channels: { database, news, clock } },
    async close() {
      await chat.close();
      await news.close();
      await live.close();
      await Promise.all([redis.close(), database.close()]);
    },
  };
}

async function listen({ live, notes }: ChatProcess, channels: readonly Channel[]): Promise<readonly Told[]> {
  await Promise.all(channels.map((channel) => live.follow(channel)));
  return notes;
}

/** Whoever asks sits in the room that their session names. */
function seatEverybody(): Seats {
  const of = (session: Session): Seat | undefined => {
    const { room = demoStreamId, performerId = demoPerformerId } = session as Partial<Seat> & Session;
    return { session, room, as: 'viewer', performerId, moderates: false, named: true, staff: false, call: null };
  };
  return { of, put: () => undefined, remove: () => undefined, in: () => [], rooms: () => [] } as unknown as Seats;
}

/** One of the demo's cast, as a sign-in with a second factor proves them. */
export function member(name: Name, roles?: Identity['roles']): Identity {
  const found: (typeof demoAccounts)[number] | undefined = cast.find(({ email }) => email.startsWith(`${name}@`));
  if (found === undefined) throw new Error(`${name} is not in the cast`);
  const { id, displayName, handle } = found;
  return { ...{ userId: id, displayName, handle, signInId: newId() }, roles: roles ?? found.roles } as Identity;
}

/** What a page does: the request is held against the protocol first. */
export function speaker({ deps }: { deps: ChatDeps }, identity: Identity | null, at: { room?: string } = {}) {
  const session = { id: newId(), identity, ip: '192.0.2.1', ...at } as unknown as Session;
  const handlers = chatSignals(deps) as unknown as Record<string, (s: Session, params: unknown) => Promise<unknown>>;
  const act = async <M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> => {
    const parsed: unknown = methods[method].params.parse(params);
    const result: unknown = await handlers[method]?.(session, parsed);
    return methods[method].result.parse(result) as Result<M>;
  };
  return {
    do: act,
    say: (text: string, given: Partial<Params<'chat.send'>> = {}) => act('chat.send', { key: newId(), text, ...given }),
    open: () => act('chat.open', {}),
  };
}

/** Resolves when the outbox of a process is empty. */
export function untilTold({ news }: ChatProcess): Promise<boolean> {
  return until('the news', async () => (await news.backlog()).pending === 0);
}

/** Words that nobody said before: what repeats is a flood. */
export function nonsense(): string {
  const pick = (from: string): string => from[Math.floor(Math.random() * from.length)] ?? '';
  const word = (): string => Array.from({ length: 4 }, () => pick('bcdfghjklmnprstvz') + pick('aeiou')).join('');
  return [word(), word(), word(), word()].join(' ');
}
