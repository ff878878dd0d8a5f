/**
 * Somebody sees how a show comes through, and chooses which picture they get of it. What flows is counted by the browser,
 * not by what the page says.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import type { Person } from '../world/browser.ts';
import { flowingStreams } from '../world/browser-peers.ts';
import { framesGrow } from '../world/browser-video.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';
/** Three times what a person should have to wait on this machine. */
const withinMs = 20_000;
/** mediasoup looks for a better layer at its leisure. */
const climbMs = 60_000;

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

async function choose(name: string): Promise<void> {
  await page.getByTestId('stage-video').hover();
  await page.getByRole('button', { name: 'Picture quality' }).click();
  await page.getByRole('radio', { name }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Picture quality' }).waitFor({ state: 'hidden' });
}

t.test('the badge says how it comes through', async (test) => {
  const badge = page.getByRole('button', { name: /^Connection: (Good|Fair|Poor)$/ });
  await badge.waitFor({ timeout: withinMs });
  await page.getByTestId('stage-video').hover();
  await badge.click();
  const panel = page.getByRole('dialog', { name: 'How it comes through' });
  await panel.getByText('Round trip').waitFor({ timeout: withinMs });
  await until('figures', async () => /\d+ × \d+/.test((await panel.textContent()) ?? ''), { withinMs });
  test.match(await panel.getByRole('img').getAttribute('aria-label'), /^Chart of bitrate \(now .+bit\/s\)/);
  await until('drawn chart', async () => (await panel.locator('canvas').count()) === 1, { withinMs });
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  test.pass('and the panel behind it has the figures');
});

t.test('what the page measured is told to the server', async (test) => {
  // Once more into a room in which something is played: how long that takes is what is told.
  await page.reload();
  await framesGrow(page, { withinMs });
  for (const name of ['reports_total', 'join_seconds_count', 'first_frame_seconds_count', 'rtt_seconds_count']) {
    const told = new RegExp(`^busker_quality_${name}\\{.*role="viewer".*\\} [1-9]`, 'm');
    await until(name, async () => told.test(await (await fetch(show.stack.metricsUrl)).text()), { withinMs });
    test.pass(name);
  }
});

t.test('a lower picture is a lower picture, and Auto climbs again', async (test) => {
  const performer = await show.browser.person();
  await show.signIn(performer, 'performer@busker.example');
  const studio = performer.page;
  await studio.goto(`${show.url}/studio`);
  await studio.getByRole('textbox', { name: 'Title' }).fill('Songs in three sizes');
  await studio.getByRole('button', { name: 'Go live' }).click();
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: climbMs });
  await page.goto(await studio.getByRole('textbox', { name: 'Link to your room' }).inputValue());
  await until('more than the lowest layer', async () => (await received('video')).height > 200, { withinMs: climbMs });
  await choose('180p');
  await until('the lowest layer', async () => (await received('video')).height <= 200, { withinMs });
  await framesGrow(page, { withinMs });
  test.pass('the lowest layer comes');
  await choose('Auto');
  await until('more than the lowest layer', async () => (await received('video')).height > 200, { withinMs: climbMs });
  test.pass('and the better comes again by itself');
  await studio.reload();
  await page.getByRole('heading', { name: 'Back in a moment' }).waitFor({ timeout: withinMs });
  test.pass('a performer who reloads will be back, and that is said');
  await performer.leave();
});
