/**
 * The whole of Busker, as `npm start` runs it, with viewers who have tokens and a demo room that is live; limits are out of
 * the way.
 */
import type { WebSocket } from 'ws';
import { demoPassword, demoStreamId } from '../../../prisma/demo.ts';
import { ApiClient } from '../../world/api.ts';
import { fillPurses } from '../../world/purse.ts';
import { openStack, type WorldStack } from '../../world/stack.ts';
import { until } from '../../world/until.ts';
import { descendantsOf } from '../processes.ts';
import { enterRoom } from '../room-socket.ts';
import { layOver, type OverlayPage } from './lay-over.ts';
import { openGiver, type TipSide } from './side.ts';
import { readingTips } from './watch.ts';

const atOnce = 8;

/** The password is the cast's, so that nothing has to be hashed. */
const crowd = `
  INSERT INTO account (id, email, display_name, handle, password_hash, roles, created_at, email_verified_at, adult_method, adult_at)
  SELECT gen_random_uuid(), 'bench' || n || '@busker.example', 'Bench ' || n, 'bench_' || n, one.password_hash, '{viewer}',
    now(), now(), 'operator', now()
  FROM generate_series(1, $1::int) AS n, account one WHERE one.email = 'viewer@busker.example' RETURNING id`;

/** Starts it; everybody is signed in, nobody has given anything. */
export async function openBuskerSide(viewers: number): Promise<TipSide> {
  const stack = await openStack({
    env: { LIMITS_FACTOR: '10000' },
  });
  const giver = openGiver(stack.port);
  const sockets: WebSocket[] = [];
  const pages: OverlayPage[] = [];
  let address: Promise<URL> | undefined;
  const tokens = await openViewers(stack, viewers);
  await until('a live room', () => isLive(stack), { withinMs: 30_000 });
  return {
    name: 'busker',
    give: (viewer) => giver.give(tokens[viewer % tokens.length] ?? '', { streamId: demoStreamId, amount: 1 }),
    async watch(onTip) {
      const { socket, hearOnly } = await enterRoom(stack.port, demoStreamId);
      sockets.push(socket);
      hearOnly(onTip && readingTips(onTip));
    },
    async layOver(onTip) {
      address ??= makeAddress(stack);
      pages.push(await layOver(await address, onTip));
      return true;
    },
    settled: (tips) => settled(stack, tips),
    // Plans made while there was no tip are three times as slow, and are kept until then.
    analyzed: async () => void (await stack.query('ANALYZE')),
    processes: () =>
      Object.fromEntries(Object.entries(stack.children).map(([name, pid]) => [name, [pid, ...descendantsOf([pid])]])),
    async close() {
      giver.close();
      for (const page of pages) page.close();
      for (const socket of sockets) socket.terminate();
      await stack.close();
    },
  };
}

/** @returns an access token of each */
async function openViewers(stack: WorldStack, many: number): Promise<string[]> {
  const people = await stack.query<{ id: string }>(crowd, [many]);
  await fillPurses(
    stack,
    people.map(({ id }) => id),
    100_000,
  );
  const tokens: string[] = [];
  for (let first = 1; first <= many; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, many - first + 1) }, (_, at) => first + at);
    tokens.push(...(await Promise.all(numbers.map((number) => signIn(stack, `bench${number}@busker.example`)))));
  }
  return tokens;
}

async function signIn(stack: WorldStack, email: string): Promise<string> {
  const client = new ApiClient(stack);
  return (await client.do('login', { body: { email, password: demoPassword } })).accessToken;
}

/** The secret address of the overlay of who is live. */
async function makeAddress(stack: WorldStack): Promise<URL> {
  const performer = new ApiClient(stack);
  await performer.login('performer');
  const { url } = await performer.do('makeOverlaySecret', { body: {} });
  return new URL(new URL(url).pathname, stack.url);
}

async function isLive(stack: WorldStack): Promise<boolean> {
  const rows = await stack.query('SELECT FROM stream_session WHERE stream_id = $1 AND ended_at IS NULL', [
    demoStreamId,
  ]);
  return rows.length === 1;
}

async function settled(stack: WorldStack, tips: readonly string[]): Promise<number[]> {
  const read = () =>
    stack.query<{ ms: number }>(
      `SELECT (extract(epoch FROM s.at - t.at) * 1000)::float8 AS ms FROM tip t JOIN tip_settlement s ON s.tip_id = t.id
       WHERE t.id = ANY ($1)`,
      [tips],
    );
  const rows = await until(
    'settlement of all tips',
    async () => {
      const found = await read();
      return found.length === tips.length && found;
    },
    { withinMs: 20_000 },
  );
  return rows.map(({ ms }) => ms);
}
