/**
 * Somebody watches the demo room: listens only, looks away, loses the socket, loses the network, and the show goes on
 * through all of it. What flows is counted by the browser, not by what the page says.
 */
import type { Locator, Page } from 'playwright-core';
import t from 'tap';
import type { Person } from '../world/browser.ts';
import { flowingStreams } from '../world/browser-peers.ts';
import { framesGrow, videoState } from '../world/browser-video.ts';
import { leadPage } from '../world/impair/lead-page.ts';
import { UdpRelay } from '../world/impair/udp-relay.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';
/** Three times what a person should have to wait on this machine. */
const withinMs = 20_000;

let show: Show;
let viewer: Person;
let page: Page;

t.before(async () => {
  show = await openShow();
  viewer = await show.browser.person();
  page = viewer.page;
  await page.goto(show.url + demoRoom);
  await framesGrow(page, { withinMs });
});
t.teardown(async () => {
  await viewer.leave();
  await show.close();
});

/** What came in of one kind by now. */
async function received(kind: 'audio' | 'video') {
  const streams = (await flowingStreams(page)).filter((one) => one.kind === kind && one.direction === 'inbound');
  const sum = (of: 'packets' | 'frames' | 'bytes'): number => streams.reduce((all, one) => all + one[of], 0);
  return {
    packets: sum('packets'),
    frames: sum('frames'),
    height: Math.max(0, ...streams.map(({ height }) => height)),
  };
}

/** Counts what comes in while nothing happens: after a moment for what is on its way. */
async function comesIn(kind: 'audio' | 'video', forMs: number): Promise<number> {
  const before = await received(kind);
  const from = performance.now();
  await until('end of counting', () => performance.now() - from >= forMs, { withinMs: forMs + 20_000 });
  return (await received(kind)).packets - before.packets;
}

async function choose(name: string): Promise<void> {
  await page.getByTestId('stage-video').hover();
  await page.getByRole('button', { name: 'Picture quality' }).click();
  await page.getByRole('radio', { name }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Picture quality' }).waitFor({ state: 'hidden' });
}

t.test('who wants the sound alone gets no picture', async (test) => {
  await choose('Audio only');
  await page.getByRole('heading', { name: 'Sound only, as you chose' }).waitFor({ timeout: withinMs });
  await until('end of pictures', async () => (await comesIn('video', 700)) <= 2, { withinMs });
  test.ok((await comesIn('audio', 1_000)) > 10, 'the sound flows');
  await page.reload();
  await page.getByRole('heading', { name: 'Sound only, as you chose' }).waitFor({ timeout: withinMs });
  test.pass('it is remembered for as long as the tab lives');
  await page.getByRole('button', { name: 'Show the picture' }).click();
  await framesGrow(page, { withinMs });
  test.pass('and the picture is back by a press');
});

t.test('what nobody looks at is not sent, but heard', async (test) => {
  const hide = (hidden: boolean): Promise<void> =>
    page.evaluate((now) => {
      const { document, Event } = globalThis as unknown as { document: EventTarget; Event: typeof globalThis.Event };
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => now });
      Object.defineProperty(document, 'visibilityState', {
        configurable: true,
        get: () => (now ? 'hidden' : 'visible'),
      });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  await until('end of pictures', async () => (await comesIn('video', 700)) <= 2, { withinMs });
  test.ok((await comesIn('audio', 1_000)) > 10, 'the sound flows');
  await hide(false);
  const from = performance.now();
  await framesGrow(page, { withinMs });
  test.comment(`pictures again ${Math.round(performance.now() - from)} ms after the look back`);
  test.pass('the picture is back');
});

t.test('without a network for the socket the pictures go on, and the banner says so', async (test) => {
  const banner = page.getByText(/You are offline|Connection lost\. Reconnecting/).first();
  await viewer.context.setOffline(true);
  await banner.waitFor({ timeout: 90_000 });
  test.pass('the banner is shown');
  const transports = await peers();
  await framesGrow(page, { by: 30, withinMs });
  test.equal((await videoState(page))?.paused, false, 'pictures go on');
  await viewer.context.setOffline(false);
  const from = performance.now();
  await banner.waitFor({ state: 'hidden', timeout: withinMs });
  test.comment(`banner gone ${Math.round(performance.now() - from)} ms after the network`);
  await framesGrow(page, { by: 30, withinMs });
  test.equal(await peers(), transports, 'over the same transport');
  await page.getByTestId('stage-video').hover();
  await page.getByRole('button', { name: /^Connection: / }).click();
  const panel = page.getByRole('dialog', { name: 'How it comes through' });
  await restarted(panel);
  test.pass('whose path was looked for anew when the network came back');
  await page.keyboard.press('Escape');
  test.notOk(await page.getByText('The picture is coming back').first().isVisible(), 'nothing was interrupted');
});

t.test('a network that is dark for a while costs the picture and not the way to it', async (test) => {
  const relay = new UdpRelay(20_261_121);
  const rider = await show.browser.person();
  await leadPage(rider.context, relay);
  const ride = rider.page;
  await ride.goto(show.url + demoRoom);
  await framesGrow(ride, { withinMs });
  await ride.getByRole('button', { name: 'Picture quality' }).waitFor({ timeout: withinMs });
  await ride.getByRole('button', { name: /^Connection: / }).click();
  const transports = await peers(ride);
  relay.impair({ dark: true });
  await ride.getByText('The picture is coming back').first().waitFor({ timeout: withinMs });
  test.pass('the page says that the picture is coming back');
  await restarted(ride.getByRole('dialog', { name: 'How it comes through' }));
  relay.impair({ dark: false });
  const from = performance.now();
  await framesGrow(ride, { withinMs });
  test.comment(`pictures again ${Math.round(performance.now() - from)} ms after the network`);
  await ride.getByText('The picture is coming back').first().waitFor({ state: 'hidden', timeout: withinMs });
  test.pass('and says so no longer when it is back');
  test.equal(await peers(ride), transports, 'over the same transport');
  await rider.leave();
  relay.close();
});

/** How many connections a page has made so far. */
function peers(of = page): Promise<number> {
  return of.evaluate(() => (globalThis as unknown as { testPeers?: unknown[] }).testPeers?.length ?? 0);
}

/** The panel of figures says that a new path was looked for. */
async function restarted(panel: Locator): Promise<void> {
  await until('restarted path', async () => /Path restarts[1-9]/.test((await panel.textContent()) ?? ''), { withinMs });
}
