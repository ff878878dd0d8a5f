/**
 * Axe finds nothing, on any page, at both widths, with each dialog open.
 */
import t, { type Test } from 'tap';
import type { Person } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { clean } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';
const ticketedRoom = '/r/01900000-0000-7000-8000-000000000102';
const unknownRoom = '/r/01900000-0000-7000-8000-0000000009ff';

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

for (const width of [1440, 390]) {
  t.test(`at ${width} pixels`, async (test) => {
    const person = await show.browser.person({ viewport: { width, height: 900 } });
    const { page } = person;

    await page.goto(show.url);
    await page
      .getByRole('link', { name: /Dusk on Mercer Street/ })
      .first()
      .waitFor();
    await clean(test, page, 'the front page');
    await page.getByRole('banner').getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('dialog').waitFor();
    await clean(test, page, 'the sign-in dialog');

    await page.goto(show.url + demoRoom);
    await framesGrow(page, { withinMs: 30_000 });
    await clean(test, page, 'a live room');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await clean(test, page, 'the shortcuts dialog');
    await page.keyboard.press('Escape');
    await page.getByTestId('stage-video').hover();
    await page.getByRole('button', { name: 'Picture quality' }).click();
    await page.getByRole('radio', { name: 'Auto' }).waitFor();
    await clean(test, page, 'the choice of the picture');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Connection: / }).click();
    await page.getByRole('dialog', { name: 'How it comes through' }).getByText('Round trip').waitFor();
    await clean(test, page, 'the figures of the connection');
    await page.keyboard.press('Escape');

    for (const [path, heading] of [
      [ticketedRoom, 'A ticket, please'],
      [unknownRoom, 'There is no such room'],
    ] as const) {
      await page.goto(show.url + path);
      await page.getByText(heading).first().waitFor();
      await clean(test, page, `“${heading}”`);
    }
    await page.goto(`${show.url}/nowhere`);
    await page.getByRole('heading').first().waitFor();
    await clean(test, page, 'the page that is not there');
    await page.goto(`${show.url}/login`);
    await page.getByRole('textbox', { name: 'Password' }).waitFor();
    await clean(test, page, 'the sign-in page');
    await page.goto(`${show.url}/prices`);
    await page.getByRole('heading', { name: /Who gets what/ }).waitFor();
    await clean(test, page, 'prices and shares');
    await studio(test, person);
    await person.leave();
  });
}

async function studio(test: Test, person: Person): Promise<void> {
  const { page } = person;
  await page.goto(`${show.url}/studio`);
  await page.getByRole('heading').first().waitFor();
  await clean(test, page, 'the studio for somebody who is not signed in');
  await show.signIn(person, 'performer@busker.example');
  await page.goto(`${show.url}/studio`);
  await page.getByRole('button', { name: 'Go live' }).waitFor();
  await clean(test, page, 'the studio before the show');
  await page.getByRole('textbox', { name: 'Title' }).fill('Checked by axe');
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.getByText('Everybody in your room sees and hears you.').waitFor({ timeout: 30_000 });
  await clean(test, page, 'the studio on air');
  await page.getByRole('button', { name: 'End show' }).click();
  await page.getByRole('dialog').waitFor();
  await clean(test, page, 'the end dialog');
  await page.getByRole('dialog').getByRole('button', { name: 'End show' }).click();
  await page.getByText('That was your show').waitFor();
  await clean(test, page, 'the summary');
}
