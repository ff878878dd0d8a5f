/**
 * A performer changes what is sent in the middle of a show, and loads the studio anew, while two people watch: their room
 * and their chat stay, and the picture comes back by itself.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { present } from '#kernel/assert.ts';
import { moreDevices, type Person } from '../world/browser.ts';
import { flowingStreams } from '../world/browser-peers.ts';
import { framesGrow, stageVideo, videoState } from '../world/browser-video.ts';
import { clean } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { until } from '../world/until.ts';

/** Three times what it should take, on a machine that does everything at once. */
const backWithinMs = 9_000;
const patience = { withinMs: 60_000 };
/** The camera beside a shared screen. */
const inset = '[data-inset=shown] video';
t.setTimeout(280_000);

let show: Show;
let studio: Page;
let performer: Person;
let viewers: readonly Person[];
let link: string;
/** Somebody who only asks what is sent. */
let bystander: TestSocket;
/** Transports that the studio has made, by the browser's count. */
const transports = (): Promise<number> =>
  studio.evaluate(() => (globalThis as unknown as { testPeers?: unknown[] }).testPeers?.length ?? 0);

t.before(async () => {
  show = await openShow({}, moreDevices);
  performer = await show.browser.person();
  await show.signIn(performer, 'performer@busker.example');
  studio = performer.page;
  studio.setDefaultTimeout(patience.withinMs);
  bystander = await TestSocket.open(show.stack);
});
t.teardown(async () => {
  await bystander.close();
  await show.close();
});

t.test('a test before the show is for nobody else', async (test) => {
  await studio.goto(`${show.url}/studio`);
  await studio.getByRole('textbox', { name: 'Title' }).fill('Three chords');
  await studio.getByRole('button', { name: /Test first/ }).click();
  await studio.getByText('Test: you are NOT live').first().waitFor({ timeout: 60_000 });
  await until(
    'the test arriving',
    async () => /bit\/s/.test((await studio.locator('[data-rid=r0]').textContent()) ?? ''),
    patience,
  );
  test.match(await studio.title(), /NOT live/, 'the window says that one is not live');
  const { streams } = (await (await fetch(`${show.url}/api/streams`)).json()) as { streams: { title: string }[] };
  test.notOk(
    streams.some(({ title }) => title === 'Three chords'),
    'the front page does not know of it',
  );
  const before = await transports();
  await studio.getByRole('button', { name: 'Go live' }).click();
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  test.equal(await transports(), before, 'going live begins no new transport');
});

t.test('two people come to watch, one of them to speak', async (test) => {
  link = await studio.getByRole('textbox', { name: 'Link to your room' }).inputValue();
  const [passer, fan] = [await show.browser.person(), await show.browser.person()];
  fan.page.setDefaultTimeout(patience.withinMs);
  await show.signIn(fan, 'fan@busker.example');
  viewers = [passer, fan];
  for (const { page } of viewers) {
    page.setDefaultTimeout(patience.withinMs);
    await page.goto(link);
    await framesGrow(page, { by: 10, ...patience });
  }
  await fan.page.getByRole('button', { name: /^Account of/ }).waitFor();
  const line = fan.page.getByRole('textbox', { name: 'Message' });
  await line.fill('Play the slow one');
  await line.press('Enter');
  await passer.page.getByText('Play the slow one').first().waitFor();
  test.pass('what is said is heard');
});

/** Width over height, to a hundredth. */
async function shapeOf({ page }: Person): Promise<string> {
  const { width, height } = present(await videoState(page), 'a picture');
  return (width / height).toFixed(2);
}

t.test('another camera and another microphone interrupt nobody', async (test) => {
  const producers = await producersNow();
  const shapes = await Promise.all(viewers.map(shapeOf));
  const made = await transports();
  const cameras = studio.getByLabel('Which camera');
  const other = await cameras.locator('option').last().getAttribute('value');
  await cameras.selectOption(other);
  await studio.getByLabel('Which microphone').selectOption({ index: 2 });
  await until('the other camera', async () => (await cameras.inputValue()) === other);
  for (const { page } of viewers) await framesGrow(page, { by: 20, ...patience });
  test.same(await producersNow(), producers, 'the same sources go on');
  test.equal(await transports(), made, 'on the same transport');
  // Not the width: who watches may have been given a larger layer meanwhile.
  test.same(await Promise.all(viewers.map(shapeOf)), shapes, 'in the same shape');
});

t.test('the title changes for everybody at once', async (test) => {
  await studio.getByRole('button', { name: 'Change title and tags' }).click();
  const dialog = studio.getByRole('dialog');
  test.equal(await dialog.getByRole('textbox', { name: 'Title' }).inputValue(), 'Three chords', 'as it is called now');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Four chords');
  await dialog.getByRole('textbox', { name: 'Tags' }).fill('slow acoustic');
  await dialog.getByRole('button', { name: 'Change', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await studio.getByRole('heading', { name: 'Four chords' }).waitFor();
  for (const { page } of viewers) await page.getByRole('heading', { name: 'Four chords' }).waitFor();
  test.pass('the studio and both viewers show it');
});

t.test('a screen is shown beside the camera, and goes again', async (test) => {
  await studio.getByRole('button', { name: 'Share a screen' }).click();
  await studio.getByText(/Your audience sees this large, and your camera in its corner/).waitFor();
  const all = 'camera,microphone,screen,screen-sound';
  await until('a screen with its sound', async () => (await sourcesNow()).join() === all, patience);
  test.pass('beside the camera and the microphone');
  for (const { page } of viewers)
    await until('the wide screen', async () => ((await videoState(page))?.width ?? 0) >= 960, patience);
  test.pass('both viewers see it, sharp');
  for (const { page } of viewers) await until('both sounds', async () => (await soundsOn(page)) === 2, patience);
  test.pass('and hear the microphone and the screen: two live tracks');
  for (const { page } of viewers) {
    await framesGrow(page, { by: 10, ...patience });
    await framesGrow(page, { selector: inset, by: 10, ...patience });
  }
  test.pass('the screen moves, and the camera in its corner');
  const [first] = viewers;
  await first?.page.getByRole('button', { name: 'Hide the camera' }).click();
  await first?.page.locator(inset).waitFor({ state: 'detached' });
  await first?.page.getByRole('button', { name: 'Show the camera' }).click();
  if (first) await framesGrow(first.page, { selector: inset, by: 10, ...patience });
  test.pass('which can be put away, and comes back');
  if (first) await clean(test, first.page, 'a room while a screen is shared');
  await clean(test, studio, 'the studio while a screen is shared');
  await studio.getByRole('button', { name: 'Stop sharing' }).click();
  await until('the camera alone', async () => (await sourcesNow()).join() === 'camera,microphone', patience);
  for (const { page } of viewers) await page.locator(inset).waitFor({ state: 'detached' });
  for (const { page } of viewers) await until('one sound', async () => (await soundsOn(page)) === 1, patience);
  for (const { page } of viewers) await framesGrow(page, { by: 10, ...patience });
  test.pass('and the camera again');
});

t.test('how it goes out is said in words, and drawn', async (test) => {
  const verdict = studio.locator('[data-verdict]');
  await until('a verdict', async () => (await verdict.getAttribute('data-verdict')) !== 'waiting', patience);
  test.match(await verdict.getAttribute('data-verdict'), /^(good|fair|poor)$/);
  test.comment(`verdict: ${await verdict.textContent()}`);
  await studio.getByRole('button', { name: 'Show the last five minutes' }).click();
  await studio.getByText(/^In the last/).waitFor();
  await until('four charts', async () => (await studio.locator('figure canvas').count()) === 4, patience);
  await clean(test, studio, 'the studio with charts');
  await studio.setViewportSize({ width: 390, height: 844 });
  await clean(test, studio, 'the same on a phone');
  await studio.setViewportSize({ width: 1440, height: 900 });
});

t.test('the studio is loaded anew: room and chat stay, the picture comes back', async (test) => {
  const marks = await Promise.all(viewers.map(({ page }) => page.evaluate(() => performance.timeOrigin)));
  for (const { page } of viewers) await awaitNewTrack(page);
  const begun = Date.now();
  await studio.reload({ waitUntil: 'commit' });
  const back = await Promise.all(viewers.map(async ({ page }) => (await newTrackAt(page)) - begun));
  test.comment(`new pictures ${back.join(' and ')} ms after the reload began`);
  test.ok(Math.max(...back) < backWithinMs, `within ${backWithinMs} ms`);
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  await studio.getByRole('heading', { name: 'Four chords' }).waitFor();
  test.pass('the studio is on air by itself');
  for (const { page } of viewers)
    test.ok(await page.getByText('Play the slow one').first().isVisible(), 'the chat is there');
  const after = await Promise.all(viewers.map(({ page }) => page.evaluate(() => performance.timeOrigin)));
  test.same(after, marks, 'no viewer’s page was loaded anew');
  await studio.getByText(/^3 watching$/).waitFor();
  test.pass('both are still counted, and who only asks');
});

t.test('a camera that was off stays off', async (test) => {
  await studio.getByRole('switch', { name: 'Camera' }).click();
  for (const { page } of viewers)
    await page
      .getByText(/camera is off/i)
      .first()
      .waitFor();
  await studio.reload({ waitUntil: 'commit' });
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  test.equal(await studio.getByRole('switch', { name: 'Camera' }).getAttribute('aria-checked'), 'false');
  const sent = (await flowingStreams(studio)).filter(
    ({ direction, kind }) => direction === 'outbound' && kind === 'video',
  );
  test.same(sent, [], 'no picture leaves');
});

t.test('nobody complains', async (test) => {
  for (const { complaints } of [performer, ...viewers]) test.same(complaints.all, [], 'not this page');
});

/** What is sent into the room, with the ids it has at the media node. */
async function producersNow(): Promise<{ id: string; source: string; paused: boolean }[]> {
  const { media } = await bystander.do('room.join', { room: link.split('/').at(-1) ?? '', as: 'viewer' });
  return media.producers.map(({ id, source, paused }) => ({ id, source, paused }));
}

async function sourcesNow(): Promise<string[]> {
  return (await producersNow()).map(({ source }) => source).sort();
}

/** How many live tracks of sound the stage has. */
function soundsOn(page: Page): Promise<number> {
  return page.locator(stageVideo).evaluate((element) => {
    const { srcObject } = element as unknown as StageVideo;
    return srcObject?.getAudioTracks().filter(({ readyState, muted }) => readyState === 'live' && !muted).length ?? 0;
  });
}

/** From now on the page waits for its first picture of another track. */
async function awaitNewTrack(page: Page): Promise<void> {
  await page.locator(stageVideo).evaluate((element) => {
    const video = element as unknown as StageVideo;
    const track = (): string | undefined => video.srcObject?.getVideoTracks()[0]?.id;
    const before = track();
    const page = globalThis as unknown as { newTrackAt?: number };
    const look = (): void => {
      const now = track();
      if (now !== undefined && now !== before) page.newTrackAt = Date.now();
      else video.requestVideoFrameCallback(look);
    };
    video.requestVideoFrameCallback(look);
  });
}

/** When it presented that, in milliseconds since 1970. */
function newTrackAt(page: Page): Promise<number> {
  const look = (): Promise<number | false> =>
    page.evaluate(() => (globalThis as unknown as { newTrackAt?: number }).newTrackAt ?? false);
  return until('pictures of another track', look, patience);
}

/** What a script sees of the stage; these files are checked without the browser's types. */
interface StageVideo {
  readonly srcObject: {
    getVideoTracks(): { readonly id: string }[];
    getAudioTracks(): { readonly readyState: string; readonly muted: boolean }[];
  } | null;
  requestVideoFrameCallback(look: () => void): void;
}
