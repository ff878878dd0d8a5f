/**
 * The live wall as a moderator uses it: rooms with what their risk is made of, pictures after a reason, one room from near, an act that
 * the audience is told of. Clean for axe, at both widths.
 */
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { ApiClient } from '../world/api.ts';
import { framesGrow } from '../world/browser-video.ts';
import { clean, fitsAcross, shoot } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { enrol } from '../world/staff.ts';

const demoRoom = '01900000-0000-7000-8000-000000000101';

let show: Show;
let recoveryCodes: readonly string[];
t.before(async () => {
  show = await openShow();
  const client = new ApiClient(show.stack);
  await client.login('moderator');
  recoveryCodes = (await enrol(client)).recoveryCodes;
});
t.teardown(() => show.close());

t.test('a moderator watches silently and blurs a show, and the audience is told', async (test) => {
  const [viewer, person] = await Promise.all([show.browser.person(), show.browser.person()]);
  await viewer.page.goto(`${show.url}/r/${demoRoom}`);
  await framesGrow(viewer.page, { withinMs: 30_000 });
  const { page } = person;
  await signIn(page, recoveryCodes[0] ?? '');
  await page.goto(`${show.url}/moderation`);
  const tile = page.getByRole('article', { name: 'Dusk on Mercer Street' });
  await tile.waitFor({ timeout: 20_000 });
  await tile.getByText(/^Risk/).click();
  await clean(test, page, 'the wall');

  await page.getByRole('textbox', { name: 'Reason' }).fill('the evening round');
  await page.getByRole('button', { name: 'Watch silently' }).click();
  await page.locator('[data-testid=silent-video]').first().waitFor();
  const hasPicture = (): boolean => {
    const { document } = globalThis as unknown as {
      document: { querySelector(of: string): { videoWidth: number } | null };
    };
    return (document.querySelector('[data-testid=silent-video]')?.videoWidth ?? 0) > 0;
  };
  await page.waitForFunction(hasPicture, undefined, { timeout: 60_000 });
  test.pass('a picture is on the wall');
  await shoot(page, 'wall');
  await page.setViewportSize({ width: 390, height: 844 });
  await fitsAcross(test, page, 'the phone’s page');
  await shoot(page, 'wall-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await tile.getByRole('link', { name: 'Dusk on Mercer Street' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('a report by mail');
  await page.getByRole('button', { name: 'Watch silently' }).click();
  await page.getByText('You are watching silently. Nobody sees you.').waitFor();
  await readsAlong(test, page, viewer.page);
  await page.getByRole('button', { name: 'Blur' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('a face that is not to be seen');
  await dialog.getByRole('button', { name: 'Blur' }).click();
  await viewer.page.getByText('Our moderators blurred the picture.').waitFor({ timeout: 20_000 });
  await clean(test, page, 'a room watched silently');
  await shoot(page, 'silent');
  await shoot(viewer.page, 'blurred');
  await page.getByRole('button', { name: 'Unblur' }).waitFor({ timeout: 15_000 });
});

/** The moderator reads what those who moderate read, held lines too, and neither can say anything nor is seen by anybody. */
async function readsAlong(test: Test, page: Page, viewer: Page): Promise<void> {
  const client = new ApiClient(show.stack);
  await client.login('fan');
  const fan = await TestSocket.open(show.stack, { ticket: await client.ticket() });
  await fan.do('room.join', { room: demoRoom, as: 'viewer' });
  await fan.do('chat.send', { key: newId(), text: 'Play the slow one' });
  await fan.do('chat.send', { key: newId(), text: 'more on https://songs.example/slow' });
  const chat = page.getByRole('region', { name: 'Chat of the room' });
  await chat.getByText('Play the slow one').waitFor();
  test.equal(await chat.getByRole('textbox').count(), 0, 'nothing can be said from there');
  await chat.getByText('Play the slow one').hover();
  await chat.getByRole('button', { name: 'More about this line' }).last().click();
  await page.getByRole('menuitem').first().waitFor();
  const acts = await page.getByRole('menuitem').allTextContents();
  test.same(acts.slice(1), ['Copy text'], 'nor done with a line');
  await page.keyboard.press('Escape');
  await chat.getByRole('tab', { name: /^Held/ }).click();
  const held = chat.getByRole('article', { name: /songs\.example/ });
  await held.waitFor();
  test.equal(await held.getByRole('button', { name: /Release|Remove/ }).count(), 0, 'what is held is only read');
  await page.keyboard.press('r');
  await clean(test, page, 'held lines, read silently');
  await page.setViewportSize({ width: 390, height: 844 });
  await fitsAcross(test, page, 'the phone’s page');
  await shoot(page, 'silent-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await chat.getByRole('tab', { name: 'Chat' }).click();
  await viewer.getByRole('tab', { name: /^People/ }).click();
  await viewer.getByRole('tabpanel').getByText('Fern').first().waitFor();
  test.equal(
    await viewer.getByRole('tabpanel').getByText('Moss').count(),
    0,
    'the audience does not see the moderator',
  );
  await fan.close();
}

async function signIn(page: Page, code: string): Promise<void> {
  await page.goto(`${show.url}/login`);
  await page.getByLabel('Email').fill('moderator@busker.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('busker-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(code);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL((address) => address.pathname !== '/login');
}
