/** The overlay's page as it asks: what it lets the server hold, and that it never asks in a busy loop. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import t from 'tap';
import { OverlayFeed } from '../../web-client/src/features/overlay/overlay-feed.ts';
import { until } from '../world/until.ts';

interface Asked {
  readonly query: Readonly<Record<string, string>>;
  readonly atMs: number;
  /** The page waits no more. */
  gone: boolean;
  answer(given?: { readonly volume?: number; readonly tips?: readonly string[] }): void;
  fail(status: number): void;
}

const token = 'a'.repeat(43);
const asked: Asked[] = [];
const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://localhost');
  const one = questionOf(Object.fromEntries(searchParams), response);
  response.once('close', () => {
    one.gone = true;
  });
  asked.push(one);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const fetchAnywhere = globalThis.fetch;
// Paths are asked of this origin, as on one of its pages.
globalThis.fetch = (input, init) => fetchAnywhere(input instanceof Request ? input : new URL(input, origin), init);
t.teardown(() => {
  globalThis.fetch = fetchAnywhere;
  server.closeAllConnections();
  server.close();
});

function questionOf(query: Record<string, string>, response: ServerResponse): Asked {
  const atMs = performance.now();
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  return {
    ...{ query, atMs, gone: false },
    answer({ volume = 70, tips = [] } = {}) {
      const performer = { id: '01900000-0000-7000-8000-000000000001', displayName: 'Mara', handle: 'mara' };
      const settings = { leastTokens: '1', volume };
      const cursor = `cursor-${asked.length}`;
      send(200, { performer, live: true, settings, goal: null, tips: tips.map(tipOf), cursor });
    },
    fail: (status) => send(status, {}),
  };
}

function tipOf(id: string) {
  const said = { from: null, message: null, menuItem: null };
  return { id, at: '2026-11-21T12:00:00.000Z', amount: '10', tier: 'small', ...said };
}

/** The next question of a page, which answered the one before. */
const next = (before: number) => until('another question', () => asked[before], { withinMs: 10_000 });

async function openPage(kept: string | null = null) {
  const shown: string[] = [];
  const start = asked.length;
  const feed = new OverlayFeed(token, { get: () => kept, set: () => undefined });
  feed.onTip(({ id }) => shown.push(id));
  feed.start();
  return { feed, shown, start, first: await next(start) };
}

t.test('What there is it wants at once, then what is new as soon as it is', async (t) => {
  const { feed, shown, start, first } = await openPage();
  t.same(first.query, {}, 'a page that begins is not held');
  first.answer();
  const second = await next(start + 1);
  t.match(second.query, { after: /^cursor-/, wait: '20' });
  const id = '01900000-0000-7000-8000-000000000002';
  second.answer({ tips: [id] });
  const third = await next(start + 2);
  t.same(shown, [id]);
  t.match(third.query, { wait: '20' });
  t.ok(third.atMs - second.atMs >= 95, 'not faster than ten times a second');
  third.answer({ volume: 5 });
  await next(start + 3);
  t.equal(feed.state.get().volume, 5);
  feed.close();
  await until('the question to be let go of', () => asked[start + 3]?.gone);
});

t.test('A server that holds nothing is asked once a second', async (t) => {
  const { feed, start, first } = await openPage();
  first.answer();
  const second = await next(start + 1);
  second.answer();
  const third = await next(start + 2);
  t.ok(third.atMs - second.atMs >= 990, 'an answer without news came too soon');
  feed.close();
});

t.test('After a failure, and after a reload, it asks at once how things stand', async (t) => {
  const { feed, start, first } = await openPage();
  first.answer();
  (await next(start + 1)).fail(503);
  const third = await next(start + 2);
  t.match(third.query, { after: /^cursor-/ });
  t.notOk('wait' in third.query);
  third.answer();
  t.match((await next(start + 3)).query, { wait: '20' }, 'then it is held again');
  feed.close();
  const reloaded = await openPage(JSON.stringify({ token, cursor: 'kept', waiting: [] }));
  t.same(reloaded.first.query, { after: 'kept' }, 'nothing is shown yet: the goal must not wait for a tip');
  reloaded.feed.close();
});
