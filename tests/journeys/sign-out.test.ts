/**
 * Leaving for good: a sign-out without a network is owed and told later, before anything else; and what one person asked is
 * never done in the name of another who came after them.
 */
import type { BrowserContext, Page } from 'playwright-core';
import t from 'tap';
import { demoPassword } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

/** What the browser itself says about a network that is not there, and about refusals. */
const expected = /ERR_INTERNET_DISCONNECTED|status of 40\d/;
/** One that nobody else of these tests uses. */
const someone = 'supporter@busker.example';

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

t.test('a sign-out without a network holds at once, and is told when the page is next opened', async (test) => {
  const person = await show.browser.person();
  const { page, context } = person;
  await show.signIn(person, someone);
  const second = await context.newPage();
  await second.goto(show.url);
  await accountMenu(second).waitFor();
  test.equal(await standing(someone), 1);

  await context.setOffline(true);
  await signOut(page);
  await signedOut(page);
  test.pass('the page has nobody signed in any more');
  await signedOut(second);
  test.pass('nor has any other tab');
  test.equal(await standing(someone), 1, 'the server does not know yet');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  test.notMatch(kept, /eyJ|token/i, 'nothing is kept that could sign in');
  await Promise.all([page.close(), second.close()]);

  const later = await context.newPage();
  const asked = requestsOf(later);
  await context.setOffline(false);
  await later.goto(show.url);
  await signedOut(later);
  await until('the end of the sign-in', async () => (await standing(someone)) === 0);
  // The page hears of it after the server knows, and this process of what the page asked.
  test.ok(await until('that nothing is owed any more', async () => (await owed(later)) === null));
  test.equal(asked[0], 'POST /api/auth/logout', 'it is told first of all');
  test.notOk(asked.includes('POST /api/auth/refresh'), 'and the cookie is used for nothing else');
  await later.reload();
  await signedOut(later);
  test.same(person.complaints.except(expected), [], 'the pages complain of nothing');
  await person.leave();
});

t.test('who signs in before it was told ends the old sign-in first', async (test) => {
  const person = await show.browser.person();
  const { page, context } = person;
  await show.signIn(person, someone);
  await page.goto(`${show.url}/login?next=/`);
  await accountMenu(page).waitFor();
  await context.setOffline(true);
  await signOut(page);
  await signedOut(page);
  const asked = requestsOf(page);
  await context.setOffline(false);
  await page.goto(`${show.url}/login`);
  await page.getByLabel('Email').fill('fan@busker.example');
  await page.getByRole('textbox', { name: 'Password' }).fill(demoPassword);
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await accountMenu(page).waitFor();
  test.equal(await standing(someone), 0, 'the sign-in before it is over');
  test.ok(asked.indexOf('POST /api/auth/logout') < asked.indexOf('POST /api/auth/login'), 'it was told first');
  await page.reload();
  await accountMenu(page).waitFor();
  test.pass('and the new one stands');
  await person.leave();
});

t.test('what somebody asked is not done again in the name of whoever came after them', async (test) => {
  const person = await show.browser.person();
  const { page, context } = person;
  await show.signIn(person, someone);
  await page.goto(`${show.url}/u/mara`);
  const follow = page.getByRole('button', { name: /^Follow/ }).first();
  await follow.waitFor();
  // The page may look at its bell at any time and learn who is here: not before it was clicked, or the click were theirs.
  const clicked = Promise.withResolvers<void>();
  await page.route('**/api/auth/refresh', async (route) => {
    await clicked.promise;
    await route.continue();
  });
  // Another window of the same browser, in which this page has no ear: somebody else signs in there, and this sign-in ends.
  await signInBeside(context, 'viewer@busker.example');
  const elsewhere = new ApiClient(show.stack);
  await elsewhere.login('supporter');
  await elsewhere.do('endAllSignIns', { body: {} });
  await until('the refusal of the old token', async () => (await elsewhere.ask('listSignIns')).status === 401);
  const before = await follows();
  const asked = page.waitForRequest((request) => request.method() !== 'GET' && request.url().endsWith('/follow'));
  // Once: a second click, when the page has learnt who is here, would be that person's own.
  await follow.click();
  await asked;
  clicked.resolve();
  await page.getByRole('button', { name: 'Account of Vic' }).waitFor();
  test.pass('the page learns who is here now');
  test.equal(await follows(), before, 'and nobody follows anybody: not who asked, and not who came after');
  await person.leave();
});

async function signOut(page: Page): Promise<void> {
  await accountMenu(page).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
}

function accountMenu(page: Page) {
  return page.getByRole('button', { name: /^Account of/ });
}

async function signedOut(page: Page): Promise<void> {
  await page.getByRole('banner').getByText('Sign in', { exact: true }).waitFor();
}

/** What the page asks of the API from now on. */
function requestsOf(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(`${request.method()} ${pathname}`);
  });
  return asked;
}

function owed(page: Page): Promise<string | null> {
  return page.evaluate(() => localStorage.getItem('busker.owes-sign-out'));
}

async function signInBeside(context: BrowserContext, email: string): Promise<void> {
  const answer = await context.request.post(`${show.url}/api/auth/login`, {
    headers: { origin: show.url },
    data: { email, password: demoPassword },
  });
  if (!answer.ok()) throw new Error(`${email} could not sign in: ${answer.status()}`);
}

async function standing(email: string): Promise<number> {
  const [found] = await show.stack.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM sign_in JOIN account ON account.id = user_id
     WHERE email = $1 AND revoked_at IS NULL`,
    [email],
  );
  return found?.n ?? -1;
}

async function follows(): Promise<number> {
  const [found] = await show.stack.query<{ n: number }>('SELECT count(*)::int AS n FROM follow');
  return found?.n ?? -1;
}
