/**
 * The journey of a newcomer: from the street, on a phone, to a first line in the chat. How they leave again, with a copy of
 * everything and without a trace, is in account.test.ts.
 */
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { Person } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;
const email = 'robin.reed@example.org';
const password = 'harmonica-in-the-rain';

let show: Show;
let robin: Person;
t.before(async () => {
  show = await openShow();
  robin = await show.browser.person(phone);
});
t.teardown(() => show.close());

t.test('somebody signs up on a phone and says a first line', async (test) => {
  const { page } = robin;
  await page.goto(`${show.url}/r/${demoStreamId}`);
  await framesGrow(page, { by: 5, withinMs: 30_000 });
  await page.getByRole('button', { name: 'Sign in to chat' }).click();
  await page.getByRole('tab', { name: 'Create account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Robin Reed');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Day').selectOption('29');
  await dialog.getByLabel('Month').selectOption('2');
  await dialog.getByLabel('Year').selectOption('1996');
  await dialog.getByRole('textbox', { name: 'Password' }).fill(password);
  await dialog.getByRole('button', { name: 'Create account' }).click();
  await dialog.waitFor({ state: 'detached' });

  const listener = await show.browser.person();
  await listener.page.goto(`${show.url}/r/${demoStreamId}`);
  const line = 'Good evening from the back of the bus';
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill(line);
  await message.press('Enter');
  await listener.page.getByRole('log').getByText(line).waitFor();
  test.pass('what was said on the phone is read elsewhere');
  await page.getByRole('log').getByText(line).waitFor();

  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  test.ok(Number(wide) <= 0, 'nothing on the phone has to be scrolled sideways');
  await listener.page.reload();
  await listener.page.getByRole('log').getByText(line).waitFor();
  test.pass('who comes later reads it as well');
  test.same(listener.complaints.all, [], 'the page complains of nothing');
  await listener.leave();
});

t.test('the mailed link proves the address', async (test) => {
  const { page } = robin;
  const link = await until('mail with a link', async () => {
    const { mails } = await new ApiClient(show.stack).do('listMail', { query: { to: email } });
    return mails.map(({ text }) => /\/verify-email\?token=\S+/.exec(text)?.[0]).find((found) => found !== undefined);
  });
  await page.goto(`${show.url}${link}`);
  await page.getByText('Your email is confirmed').first().waitFor();
  const [account] = await show.stack.query<{ verified: boolean; row: string }>(
    'SELECT email_verified_at IS NOT NULL AS verified, account::text AS row FROM account WHERE email = $1',
    [email],
  );
  test.ok(account?.verified, 'the address is verified');
  test.notMatch(account?.row ?? '', /1996/, 'the birth date is not kept');
  test.same(robin.complaints.all, [], 'the page complains of nothing');
  await robin.leave();
});
