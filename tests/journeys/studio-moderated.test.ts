/**
 * What a performer sees of what moderators do to their show: what is kept from the audience stands in the studio until it is given
 * back, through a reload too; a warning is put away by who has read it; at phone width and in both themes, clean for axe.
 */
import type { Locator, Page } from 'playwright-core';
import t, { type Test } from 'tap';
import type { ModerationActName } from '#protocol/http/moderation.ts';
import { ApiClient } from '../world/api.ts';
import { framesGrow } from '../world/browser-video.ts';
import { clean, fitsAcross } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { enrol } from '../world/staff.ts';

const shots = process.env.TEST_SHOTS;
const reason = 'the radio plays somebody else’s songs';
t.setTimeout(280_000);

let show: Show;
let page: Page;
let room: string;
let act: (name: ModerationActName) => Promise<unknown>;
const standing = (): Locator => page.getByRole('alert', { name: 'What moderators keep from your audience' });

t.before(async () => {
  show = await openShow();
  const staff = new ApiClient(show.stack);
  await staff.login('moderator');
  await enrol(staff);
  act = (name) => staff.do('moderateRoom', { params: { id: room }, body: { act: name, reason } });
  const performer = await show.browser.person();
  page = performer.page;
  page.setDefaultTimeout(40_000);
  await show.signIn(performer, 'performer@busker.example');
});
t.teardown(() => show.close());

t.test('a warning is read and put away', async (test) => {
  await page.goto(`${show.url}/studio`);
  await page.getByRole('textbox', { name: 'Title' }).fill('Songs of others');
  await page.getByRole('button', { name: 'Go live', exact: true }).first().click();
  await page.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  room = (await page.getByRole('textbox', { name: 'Link to your room' }).inputValue()).split('/').at(-1) ?? '';
  await act('warn');
  const warning = page.getByRole('alert', { name: 'Our moderators warned you' });
  await warning.getByText(reason).waitFor();
  test.match(await warning.textContent(), /at \d\d:\d\d/, 'says when');
  await clean(test, page, 'a warning');
  await page.reload();
  await warning.getByText(reason).waitFor();
  test.pass('whoever loads the page anew has not read it by that');
  await warning.getByRole('button', { name: 'I have read it' }).press('Enter');
  await warning.waitFor({ state: 'detached' });
  await page.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 60_000 });
  test.pass('and the show goes on');
});

t.test('what is kept from the audience stands until it is given back', async (test) => {
  const viewer = await show.browser.person();
  await viewer.page.goto(`${show.url}/r/${room}`);
  await framesGrow(viewer.page, { withinMs: 40_000 });
  await viewer.leave();
  await act('mute');
  await standing().getByText('Your audience hears nothing', { exact: true }).waitFor();
  await standing().getByText(`Reason: ${reason}`).waitFor();
  test.equal(await standing().getByRole('button').count(), 0, 'it cannot be put away');
  await page.locator('[data-air=live]').getByText('Your audience hears nothing.').waitFor();
  await act('blur');
  await standing().getByText('Your audience hears nothing and sees a blurred picture').waitFor();
  await looks(test, 'held');
  await page.reload();
  await standing().getByText('Your audience hears nothing and sees a blurred picture').waitFor();
  test.equal(await standing().getByText(`Reason: ${reason}`).count(), 2, 'after a reload too, with its reasons');
  await act('pause');
  await standing().getByText('Your audience gets neither picture nor sound').waitFor();
  for (const name of ['resume', 'unmute'] as const) await act(name);
  await standing().getByText('Your audience sees a blurred picture', { exact: true }).waitFor();
  await act('unblur');
  await standing().waitFor({ state: 'detached' });
  const news = page.getByRole('status', { name: 'Our moderators made your picture clear again' });
  await news.getByRole('button', { name: 'Put away' }).click();
  await news.waitFor({ state: 'detached' });
});

t.test('another tab of the performer, which was told nothing, knows what holds', async (test) => {
  await act('mute');
  await standing().waitFor();
  const kept = await page.evaluate(() => (globalThis as unknown as { sessionStorage: Storage }).sessionStorage);
  test.ok(JSON.stringify(kept).includes(reason), 'the reason is kept in the tab');
  await page.evaluate(() => (globalThis as unknown as { sessionStorage: Storage }).sessionStorage.clear());
  const other = await page.context().newPage();
  await other.goto(`${show.url}/studio/encoder/${room}`);
  const there = other.getByRole('alert', { name: 'What moderators keep from your audience' });
  await there.getByText('The reason is among your notifications.').waitFor();
  await other.close();
  test.pass('and beside an encoder it stands too');
});

t.test('an end that moderators made is said with its reason', async (test) => {
  await act('end');
  const ended = page.getByRole('alert', { name: 'Our moderators ended your show' });
  await ended.getByText(reason).waitFor();
  await standing().waitFor({ state: 'detached' });
  await page.getByText('That was your show').waitFor();
  await looks(test, 'ended');
});

/** At both widths, in both themes. */
async function looks(test: Test, about: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await page.evaluate(dress, theme);
    for (const width of [1366, 390]) {
      await page.setViewportSize({ width, height: 844 });
      await fitsAcross(test, page, about);
      await clean(test, page, `${about}, ${theme}, ${width}`);
      if (shots !== undefined) await page.screenshot({ path: `${shots}/studio-${about}-${theme}-${width}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

function dress(theme: string): void {
  const { document } = globalThis as unknown as {
    document: { documentElement: { dataset: Record<string, string> } };
  };
  document.documentElement.dataset.theme = theme;
}
