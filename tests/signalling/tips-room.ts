/**
 * A live room with people who give, who look on and who moderate; one of them at another API process.
 */
import { newId } from '#kernel/ids.ts';
import type { AnswerOf, BodyOf } from '#protocol/http/route.ts';
import { routes } from '#protocol/http/routes.ts';
import { Leaderboard } from '#protocol/http/tips.ts';
import { ApiClient } from '../world/api.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';
import { personOf } from './chat-room.ts';
import type { World } from './world.ts';

type Given = Partial<BodyOf<typeof routes.sendTip>>;
export type Giver = 'viewer' | 'fan';

export interface TipsRoom {
  readonly room: string;
  /** Nova, in her own room. */
  readonly nova: TestSocket;
  readonly vic: TestSocket;
  readonly fern: TestSocket;
  /** Looks on, signed in. */
  readonly mara: TestSocket;
  /** Moderates because Nova appointed him. */
  readonly moss: TestSocket;
  /** Watches without a name, at the other API process. */
  readonly guest: TestSocket;
  close(): Promise<void>;
}

/** Everybody is in; nobody gave anything. */
export async function openTipsRoom(world: World): Promise<TipsRoom> {
  const { id: room } = await world.goLive();
  const [nova, vic, fern, mara, moss, guest] = await Promise.all([
    ...(['nova', 'viewer', 'fan', 'performer', 'moderator'] as const).map((name) => world.socket(name)),
    TestSocket.open(world.stack.other),
  ] as const);
  const people = { nova, vic, fern, mara, moss, guest } as Record<
    'nova' | 'vic' | 'fern' | 'mara' | 'moss' | 'guest',
    TestSocket
  >;
  await people.nova.do('room.join', { room, as: 'performer' });
  await people.moss.do('room.join', { room, as: 'viewer' });
  await people.nova.ask('chat.appoint', { person: personOf(people.moss) });
  for (const one of [people.vic, people.fern, people.mara, people.moss, people.guest]) {
    await one.do('room.join', { room, as: 'viewer' });
  }
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(people).map((socket) => socket.close()));
  };
  return { room, ...people, close };
}

/** Gives, under a key of its own; at the other API process where it is wished. */
export async function give(
  { cast, stack }: World,
  who: Giver,
  given: Given,
  { elsewhere = false } = {},
): Promise<AnswerOf<typeof routes.sendTip>> {
  const client = elsewhere ? new ApiClient(stack.other) : cast[who];
  client.accessToken = cast[who].accessToken;
  const { status, body, text } = await client.json(
    'POST',
    routes.sendTip.path,
    { amount: 10, ...given },
    {
      'idempotency-key': newId(),
    },
  );
  if (status !== 201) throw new Error(`a tip was answered ${status}: ${text}`);
  return routes.sendTip.answer.parse(body);
}

/** All news is delivered to all who are in the room, that of goal and leaderboard included, which may wait a second. */
export async function allTold({ stack }: World, { room, close: _, ...people }: TipsRoom, tip: string): Promise<void> {
  const sockets = Object.values(people);
  await Promise.all(sockets.map((socket) => socket.note('tip.shown', (body) => body.tip.id === tip)));
  await until(
    'the end of the news',
    async () => {
      const rows = await stack.query("SELECT FROM outbox_delivery WHERE state = 'PENDING' AND key = $1", [room]);
      return rows.length === 0;
    },
    { withinMs: 20_000 },
  );
  const { board } = await people.guest.do('tip.open', {});
  const wanted = JSON.stringify(board);
  await until('the leaderboard', () => sockets.every((socket) => JSON.stringify(lastBoard(socket)) === wanted));
}

function lastBoard(socket: TestSocket): Leaderboard | undefined {
  const body = socket.notes('tip.board').at(-1)?.body as { readonly board?: unknown } | undefined;
  return Leaderboard.safeParse(body?.board).data;
}
