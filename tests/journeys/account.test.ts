/**
 * The journey of a person on a phone: an account, its mail, a second factor, a forgotten password, somebody to follow, and
 * leaving for good. Every page on the way is clean for axe and as wide as the phone.
 */
import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { clean, fitsAcross } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const password = 'four little words';
const phone = { viewport: { width: 390, height: 844 } };
/** A refusal is an answer; the browser writes it down as an error all the same. */
const refused = /status of 40\d/;

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

t.test('somebody opens an account, and proves the address by mail', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await page.goto(`${show.url}/signup?next=/u/mara`);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Choose day, month and year.').waitFor();
  await looksRight(test, page, 'the form with its faults');
  await fillSignUp(page, 'nora@example.org', '2015');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('18 and older').waitFor();
  test.equal(await page.getByLabel('Year').getAttribute('aria-invalid'), 'true', 'a minor is told at the birth date');
  await page.getByLabel('Year').selectOption('1990');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(`${show.url}/u/mara`);
  test.pass('whoever signed up goes on to where they were going');
  await page.getByText('Check your mail').waitFor();
  await looksRight(test, page, 'a person’s page');

  const link = await mailedLink(page, 'verify-email');
  await page.goto(link);
  await page.getByText('Your email is confirmed').waitFor();
  await looksRight(test, page, 'the confirmation');
  await page.getByRole('link', { name: 'See who is live' }).click();
  await page.getByRole('heading', { name: 'Live now' }).waitFor();
  test.equal(await page.getByText('Check your mail').count(), 0, 'the reminder is gone');
  await page.goto(link);
  await page.getByText('This link does not hold').waitFor();
  test.pass('the link works once');
  test.same(person.complaints.except(refused, /410/), [], 'the pages complain of nothing');
  await person.leave();
});

t.test('a second factor is turned on, asked for, and replaced by a recovery code', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await signUp(page, 'tess@example.org');
  await page.goto(`${show.url}/settings/security`);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await prove(page, 'Go on');
  await page.getByRole('img', { name: 'QR code of the secret' }).waitFor();
  await looksRight(test, page, 'the QR code');
  const secret = (await page.getByRole('dialog').locator('code').textContent())?.replaceAll(' ', '') ?? '';
  const code = (): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  await page.getByLabel('Code that the app shows now').fill(code());
  await page.getByRole('button', { name: 'Confirm' }).click();
  const list = page.getByRole('list', { name: 'Your recovery codes' });
  await list.waitFor();
  const [recovery = ''] = await list.getByRole('listitem').allInnerTexts();
  await looksRight(test, page, 'the recovery codes');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 of 10 recovery codes left').waitFor();

  await signOut(page);
  await page.goto(`${show.url}/login`);
  await enter(page, 'tess@example.org', password);
  await page.getByLabel('Code of your authenticator').waitFor();
  await looksRight(test, page, 'the second step');
  await page.getByLabel('Code of your authenticator').fill('000000');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('This code does not hold').waitFor();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(recovery.toUpperCase().replace('-', ' '));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(`${show.url}/`);
  test.pass('a recovery code opens the account, however it is typed');
  await person.leave();
});

t.test('a forgotten password is replaced, and every sign-in ends', async (test) => {
  const [here, there] = await Promise.all([show.browser.person(phone), show.browser.person(phone)]);
  await signUp(here.page, 'fay@example.org');
  const { page } = there;
  await page.goto(`${show.url}/forgot-password`);
  await page.getByLabel('Email').waitFor();
  await looksRight(test, page, 'asking for a link');
  await page.getByLabel('Email').fill('fay@example.org');
  await page.getByRole('button', { name: 'Mail me the link' }).click();
  await page.getByText('Look into your mail').waitFor();
  await page.goto(await mailedLink(page, 'reset-password'));
  await page.getByRole('textbox', { name: 'New password' }).fill('other little words');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.getByText('Your new password is set').waitFor();
  await page.getByRole('main').getByRole('link', { name: 'Sign in' }).click();
  await enter(page, 'fay@example.org', 'other little words');
  await page.waitForURL(`${show.url}/`);
  await here.page.goto(`${show.url}/settings/security`);
  await here.page.getByText('Sign in to see your settings').waitFor();
  test.pass('whoever was signed in elsewhere is not any more');
  await Promise.all([here.leave(), there.leave()]);
});

t.test('a fan follows, the bell rings in the room, preferences hold', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await signUp(page, 'lia@example.org');
  await page.goto(`${show.url}/u/mara`);
  await page.getByRole('button', { name: 'Follow Mara Quinn', exact: true }).click();
  await page.getByRole('button', { name: 'Unfollow Mara Quinn' }).waitFor();
  await page.getByRole('link', { name: /Dusk on Mercer Street/ }).click();
  await page.getByRole('textbox', { name: /Say|Message/ }).waitFor();
  const performer = await show.browser.person();
  await goLiveByHand(performer.page);
  await page.getByRole('button', { name: 'Watch' }).waitFor({ timeout: 60_000 });
  test.pass('the fan is told in the room they are in');
  await page.getByRole('button', { name: /^Notifications, 1 unread/ }).click();
  await looksRight(test, page, 'the bell');
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor();

  for (const section of ['profile', 'preferences', 'notifications', 'privacy']) {
    await page.goto(`${show.url}/settings/${section}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await looksRight(test, page, `/settings/${section}`);
  }
  await page.goto(`${show.url}/settings/preferences`);
  await page.getByLabel('Theme').selectOption('light');
  await until('the light theme', async () => (await themeOf(page)) === 'light');
  await looksRight(test, page, 'the light theme');
  await page.reload();
  await page.getByLabel('Theme').waitFor();
  test.equal(await themeOf(page), 'light', 'the page opens as it was left');
  test.same(person.complaints.except(refused), [], 'the pages complain of nothing');
  await Promise.all([person.leave(), performer.leave()]);
});

t.test('somebody takes their data and leaves for good', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await signUp(page, 'gone@example.org');
  await page.goto(`${show.url}/settings/privacy`);
  await page.getByRole('button', { name: 'Download my data' }).click();
  const arrives = page.waitForEvent('download');
  await prove(page, 'Download my data');
  test.match((await arrives).suggestedFilename(), /\.zip$/, 'a ZIP to keep');
  await page.getByRole('button', { name: 'Erase my account…' }).click();
  await page.getByRole('button', { name: 'Erase for good' }).click();
  await page.getByText('Type the three words exactly').waitFor();
  await looksRight(test, page, 'the last question');
  await page.getByLabel('Type “erase my account”').fill('erase my account');
  await prove(page, 'Erase for good');
  await page.getByText('Your account is erased').first().waitFor();
  await page.goto(`${show.url}/login`);
  await enter(page, 'gone@example.org', password);
  await page.getByText('do not belong together').waitFor();
  test.pass('nobody signs in with it again');
  await person.leave();
});

async function fillSignUp(page: Page, email: string, year: string): Promise<void> {
  await page.getByLabel('Name').fill('Nora Field');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByLabel('Day').selectOption('9');
  await page.getByLabel('Month').selectOption('2');
  await page.getByLabel('Year').selectOption(year);
}

async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(`${show.url}/signup`);
  await fillSignUp(page, email, '1990');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(`${show.url}/`);
}

async function enter(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(secret);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('Sign in to see your settings').waitFor();
}

/** Once more the password, in the dialog that asks for it. */
async function prove(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Your password' }).fill(password);
  await dialog.getByRole('button', { name: button }).click();
}

/** The newest link of its kind in the local outbox. */
async function mailedLink(page: Page, kind: string): Promise<string> {
  await page.goto(`${show.url}/dev/mail`);
  const link = page.locator(`a[href*="${kind}"]`).first();
  await link.waitFor({ timeout: 20_000 });
  return (await link.getAttribute('href')) ?? '';
}

async function goLiveByHand(page: Page): Promise<void> {
  await page.goto(`${show.url}/login`);
  await enter(page, 'performer@busker.example', 'busker-demo');
  await page.waitForURL(`${show.url}/`);
  await page.goto(`${show.url}/studio`);
  await page.getByRole('textbox', { name: 'Title' }).fill('A second set');
  await page.getByRole('main').getByRole('button', { name: 'Go live' }).click();
}

function themeOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-theme');
}

/** Whatever is looked at here is looked at on a phone. */
async function looksRight(test: Test, page: Page, what: string): Promise<void> {
  await clean(test, page, what);
  await fitsAcross(test, page, what);
}
