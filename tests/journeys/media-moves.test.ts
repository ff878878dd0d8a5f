/**
 * Media nodes are emptied under a show in real browsers: pictures go on for who watches, nobody loads anything anew, and the studio sends on
 * by itself.
 */
import { cleanup } from 'node-datachannel';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { homeOf } from '../prove/media/inside.ts';
import type { Person } from '../world/browser.ts';
import { framesGrow, stageVideo } from '../world/browser-video.ts';
import { openShow, type Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { watchThrough } from '../world/socket-media.ts';
import { until } from '../world/until.ts';

/** Three times the second that is the bar of a drain. */
const goesOnWithinMs = 3_000;
const patience = { withinMs: 60_000 };
const nodes = ['media', 'media-2'] as const;
t.setTimeout(280_000);

let show: Show;
let performer: Watched;
let viewer: Watched;
/** Fills the node of the origin, so that the viewer with a browser is at the other. */
let first: TestSocket;
let room: string;

/** A window, and the names of the notes that it was told. */
interface Watched {
  readonly person: Person;
  readonly page: Page;
  readonly told: string[];
}

t.before(async () => {
  // One viewer has two streams and fills a node's worker.
  show = await openShow({ env: { MEDIA_NODES: '2', MEDIA_WORKERS: '1', MEDIA_CONSUMERS_PER_WORKER: '2' } });
  performer = await open();
  await show.signIn(performer.person, 'performer@busker.example');
});
t.teardown(async () => {
  await first.close();
  await show.close();
  cleanup();
});

t.test('a show on two nodes', async (test) => {
  const { page: studio } = performer;
  await studio.goto(`${show.url}/studio`);
  await studio.getByRole('textbox', { name: 'Title' }).fill('On the move');
  await studio.getByRole('button', { name: 'Go live' }).click();
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  const link = await studio.getByRole('textbox', { name: 'Link to your room' }).inputValue();
  room = link.split('/').at(-1) ?? '';
  first = await TestSocket.open(show.stack);
  await first.do('room.join', { room, as: 'viewer' });
  const screen = await watchThrough(first);
  await until('a picture', () => screen.marks.length > 0, patience);
  viewer = await open();
  await viewer.page.goto(link);
  await framesGrow(viewer.page, { by: 10, ...patience });
  const { far } = await placeOf();
  test.equal(far, 2, 'the second viewer, of two streams, is at the other node');
  t.teardown(() => screen.close());
});

t.test('the node of the edge is emptied: who watches there changes over', async (test) => {
  const { origin, edge } = await placeOf();
  const before = show.stack.children[edge];
  await goesOn(test, async () => {
    process.kill(before ?? 0, 'SIGTERM');
    await until('another process', () => ![before, undefined].includes(show.stack.children[edge]), patience);
  });
  test.ok(viewer.told.includes('watch.leaving'), 'who watched there was told to change over');
  test.equal(first.notes('watch.leaving').length, 0, 'who watches at the other was not');
  test.notOk(performer.told.includes('publish.moving'), 'the performer was not');
  test.equal((await placeOf()).origin, origin, 'whose node is the same');
});

t.test('both are started anew, one after the other: the show moves as often as it must', async (test) => {
  await first.do('room.leave', {});
  const before = show.stack.children;
  await goesOn(test, () => show.stack.renew());
  for (const name of nodes) test.not(show.stack.children[name], before[name], `${name} is another process`);
  test.ok(performer.told.includes('publish.moving'), 'the studio was told to move');
  await performer.page.getByText('Everybody in your room sees and hears you.').waitFor();
  await performer.page.getByText(/^1 watching$/).waitFor();
  test.pass('the studio sends on, and counts who watches');
});

t.test('nobody complains', async (test) => {
  for (const { person } of [performer, viewer]) test.same(person.complaints.all, [], 'not this page');
});

async function open(): Promise<Watched> {
  const person = await show.browser.person();
  const told: string[] = [];
  person.page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      for (const [, name = ''] of String(payload).matchAll(/"name":"([a-z.]+)"/g)) told.push(name);
    });
  });
  person.page.setDefaultTimeout(patience.withinMs);
  return { person, page: person.page, told };
}

/** Acts, and judges the pictures from before until a while after. */
async function goesOn(test: Test, act: () => Promise<void>): Promise<void> {
  const origins = await Promise.all([performer, viewer].map(({ page }) => loadedAt(page)));
  await watchClosely(viewer.page);
  await act();
  await framesGrow(viewer.page, { by: 20, ...patience });
  const gapMs = await longestGapMs(viewer.page);
  test.comment(`longest time between two pictures: ${Math.round(gapMs)} ms`);
  test.ok(gapMs < goesOnWithinMs, `pictures go on within ${goesOnWithinMs} ms`);
  const now = await Promise.all([performer, viewer].map(({ page }) => loadedAt(page)));
  test.same(now, origins, 'nobody’s page was loaded anew');
}

const loadedAt = (page: Page): Promise<number> => page.evaluate(() => performance.timeOrigin);

interface CloseWindow {
  testGap: { longestMs: number; lastMs: number } | undefined;
}

/** From now on the page notes the longest time between two presented pictures. */
async function watchClosely(page: Page): Promise<void> {
  await page.locator(stageVideo).evaluate((element) => {
    const video = element as unknown as { requestVideoFrameCallback(look: () => void): void };
    const window = globalThis as unknown as CloseWindow;
    const isNoting = window.testGap !== undefined;
    window.testGap = { longestMs: 0, lastMs: performance.now() };
    if (isNoting) return;
    const look = (): void => {
      const nowMs = performance.now();
      const { longestMs = 0, lastMs = nowMs } = window.testGap ?? {};
      window.testGap = { longestMs: Math.max(longestMs, nowMs - lastMs), lastMs: nowMs };
      video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
}

function longestGapMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { longestMs, lastMs } = (globalThis as unknown as CloseWindow).testGap ?? {
      longestMs: Number.NaN,
      lastMs: 0,
    };
    return Math.max(longestMs, performance.now() - lastMs);
  });
}

/** Which of both nodes has the room, and how many streams the other sends to viewers. */
function placeOf(): Promise<{ origin: string; edge: string; far: number }> {
  return until(
    'a room on a node',
    async () => {
      const home = await homeOf(show.stack, room);
      if (home === undefined) return undefined;
      const edge = nodes.find((name) => name !== home.child) ?? '';
      const far = home.room.edges.reduce((sum, one) => sum + (one.node === undefined ? 0 : one.consumers), 0);
      return { origin: home.child, edge, far };
    },
    patience,
  );
}
