/**
 * The journey of a first evening: somebody walks in from the street, a performer goes live, an audience gathers, the show
 * ends. Everything is real but the camera, which is Chromium's.
 */
import t from 'tap';
import { flowingStreams } from '../world/browser-peers.ts';
import { framesGrow, momentOf, stageVideo } from '../world/browser-video.ts';
import { readLoop } from '../world/demo-clip.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

t.test('somebody walks in from the street', async (test) => {
  const person = await show.browser.person();
  const { page } = person;
  await page.goto(show.url);
  const card = page.getByRole('link', { name: /Dusk on Mercer Street/ }).first();
  test.match(await card.getAttribute('href'), /^\/r\/[\w-]+$/, 'the front page links to who is live by a plain link');
  await card.click();

  const first = await until('readable loop counter', () => readLoop(page), { withinMs: 30_000 });
  const later = await until('moving loop counter', async () => {
    const now = await readLoop(page);
    return now !== undefined && (now.frame !== first.frame || now.loop !== first.loop) && now;
  });
  test.not(`${later.loop}/${later.frame}`, `${first.loop}/${first.frame}`, 'the picture moves');

  const tracks = await page.locator(stageVideo).evaluate((video) => {
    const stream = (video as unknown as { srcObject: { getAudioTracks(): { readyState: string; muted: boolean }[] } })
      .srcObject;
    return stream.getAudioTracks().map(({ readyState, muted }) => ({ readyState, muted }));
  });
  test.same(tracks, [{ readyState: 'live', muted: false }], 'there is one live track to hear');
  const sound = async (): Promise<boolean> =>
    (await flowingStreams(page)).some(
      ({ kind, direction, packets }) => kind === 'audio' && direction === 'inbound' && packets > 10,
    );
  await until('arriving sound', sound, { withinMs: 20_000 });
  test.same(person.complaints.all, [], 'the page complains of nothing');
  await person.leave();
});

t.test('a performer goes live, an audience gathers, the show ends', async (test) => {
  const performer = await show.browser.person();
  await show.signIn(performer, 'performer@busker.example');
  const studio = performer.page;
  await studio.goto(`${show.url}/studio`);
  await studio.getByText('You are NOT live').first().waitFor();
  test.match(await studio.title(), /NOT live/, 'the window says that one is not live');
  await studio.getByRole('textbox', { name: 'Title' }).fill('Songs for a Saturday');
  await studio.getByRole('textbox', { name: 'Tags' }).fill('folk harmonica');
  await studio.getByRole('button', { name: 'Go live' }).click();
  await studio.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  test.match(await studio.title(), /LIVE/, 'the window says that one is live');

  for (const rid of ['r0', 'r1', 'r2']) {
    const row = studio.locator(`[data-rid=${rid}]`);
    await until(`layer ${rid} at the media node`, async () => /bit\/s/.test((await row.textContent()) ?? ''), {
      withinMs: 30_000,
    });
    test.pass(`layer ${rid} arrives`);
  }

  const link = await studio.getByRole('textbox', { name: 'Link to your room' }).inputValue();
  const viewer = await show.browser.person();
  await viewer.page.goto(link);
  // How soon is printed: it is a figure, and this machine encodes for the performer beside it.
  await framesGrow(viewer.page, { by: 10, withinMs: 30_000 });
  test.pass('the picture moves');
  const firstFrameMs = (await momentOf(viewer.page, 'first-frame')) ?? Number.NaN;
  test.comment(`first frame ${Math.round(firstFrameMs)} ms after navigation`);

  const fan = await show.browser.person();
  await show.signIn(fan, 'fan@busker.example');
  await fan.page.goto(link);
  await fan.page.getByRole('tab', { name: /People/ }).click();
  await fan.page
    .getByRole('tabpanel', { name: /People/ })
    .getByText('Fern')
    .waitFor();
  test.pass('a signed-in person is here by name');
  await studio.getByText(/^2 watching$/).waitFor();
  test.pass('the performer sees that two are watching');
  await fan.leave();
  await studio.getByText(/^1 watching$/).waitFor();
  test.pass('who leaves is counted out');

  await studio.getByRole('button', { name: 'End show' }).click();
  await studio.getByRole('dialog').getByRole('button', { name: 'End show' }).click();
  await viewer.page.getByText('The show has ended').first().waitFor();
  test.pass('the audience is told that it is over');
  await studio.getByText('That was your show').waitFor();
  await until('the front page without the show', async () => {
    const listed = (await (await fetch(`${show.url}/api/streams`)).json()) as { streams: { title: string }[] };
    return listed.streams.every(({ title }) => title !== 'Songs for a Saturday');
  });
  test.same(viewer.complaints.all, [], 'the viewer’s page complains of nothing');
  test.same(performer.complaints.all, [], 'the studio complains of nothing');
  await Promise.all([viewer.leave(), performer.leave()]);
});
