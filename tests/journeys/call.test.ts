/**
 * A room of two as the two use it: the performer opens one from the studio, the guest comes by the notification, both see each other;
 * a second tab takes over, a third person finds nothing. Clean for axe, at both widths.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { framesGrow } from '../world/browser-video.ts';
import { clean, fitsAcross, shoot } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

/** Chromium writes each refused request down. */
const refused = /Failed to load resource/;
let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

const stage = (page: Page) => page.getByRole('region', { name: 'The call' });
const join = (page: Page) => page.getByRole('button', { name: 'Join', exact: true }).click();
const seeEachOther = (...pages: Page[]) => Promise.all(pages.map((page) => framesGrow(page, { withinMs: 30_000 })));

t.test('two people meet, see each other, and are alone', async (test) => {
  const [host, guest, third] = await Promise.all([show.browser.person(), show.browser.person(), show.browser.person()]);
  await show.signIn(host, 'performer@busker.example');
  await show.signIn(guest, 'fan@busker.example');
  await show.signIn(third, 'viewer@busker.example');
  const address = await openRoom(host.page);
  await stage(host.page)
    .getByText(/^Waiting for /)
    .waitFor({ timeout: 20_000 });
  await clean(test, host.page, 'waiting');

  await until(
    'a notification',
    async () => {
      const told = await show.stack.query("SELECT FROM notification WHERE link LIKE '/call/%'");
      return told.length > 0;
    },
    { withinMs: 20_000 },
  );
  // A page without a socket reads its notifications when it is looked at again.
  await guest.page.reload();
  await guest.page.getByRole('button', { name: /^Notifications/ }).click();
  await guest.page.getByRole('link', { name: /is waiting for you/ }).click();
  await guest.page.waitForURL(address);
  await join(guest.page);
  await seeEachOther(host.page, guest.page);
  test.pass('both see each other');
  await shoot(host.page, 'call');
  await clean(test, host.page, 'the call');

  await guest.page.getByRole('button', { name: 'Mute', exact: true }).click();
  await stage(host.page)
    .getByText(/is muted$/)
    .waitFor();
  await guest.page.getByRole('button', { name: 'Turn camera off' }).click();
  await stage(host.page)
    .getByText(/camera is off$/)
    .waitFor();
  await guest.page.getByRole('button', { name: 'Turn camera on' }).click();
  await framesGrow(host.page, { withinMs: 20_000 });

  await guest.page.setViewportSize({ width: 390, height: 844 });
  await fitsAcross(test, guest.page, 'the phone’s page');
  await shoot(guest.page, 'call-phone');

  await findNothing(third.page, address);

  await changeTabs(guest.page, host.page, address);
  test.pass('the tab that came last is the one that counts, and back again');

  await host.page.reload();
  await join(host.page);
  await seeEachOther(host.page, guest.page);
  await host.page.getByRole('button', { name: 'End for both' }).click();
  await guest.page.getByText('The call is over').waitFor();
  await host.page.getByRole('button', { name: 'Open it again' }).waitFor();
  test.same([...host.complaints.except(refused), ...guest.complaints.except(refused)], [], 'no page complains');
});

/** Another tab of the same person takes over, and gives back. */
async function changeTabs(page: Page, other: Page, address: string): Promise<void> {
  const second = await page.context().newPage();
  await second.goto(address);
  await join(second);
  await page.getByText('You are in this call elsewhere').waitFor();
  await seeEachOther(other, second);
  await page.getByRole('button', { name: 'Use this one' }).click();
  await second.getByText('You are in this call elsewhere').waitFor();
  await seeEachOther(other, page);
}

/** As somebody who was not named. */
async function findNothing(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /^Join/ }).click();
  await page.getByText('There is no such call').waitFor();
  await shoot(page, 'call-gone');
}

/** As the performer: names the guest, and joins. @returns where */
async function openRoom(page: Page): Promise<string> {
  await page.goto(`${show.url}/studio`);
  const card = page.getByRole('form', { name: 'Talk with one person' });
  await card.getByLabel('What it is about').fill('A song for one');
  await card.getByLabel('Their handle').fill('nobody_of_this_name');
  await card.getByRole('button', { name: 'Open a room for two' }).click();
  await card.getByText('Nobody has this handle.').waitFor();
  await card.getByLabel('Their handle').fill('@Fern');
  await card.getByRole('button', { name: 'Open a room for two' }).click();
  await page.waitForURL(/\/call\//);
  const address = page.url();
  await page.getByRole('heading', { name: 'Ready to join?' }).waitFor();
  await shoot(page, 'call-lobby');
  await join(page);
  return address;
}
