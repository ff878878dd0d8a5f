/**
 * A tip of fifty, from the dialog to the last part of a token: on everybody's screen, out of one wallet, into another's
 * earnings, on the goal and the leaderboard, in OBS, and in the books. The deployment keeps thirty of a hundred.
 */
import type { Locator, Page, Request } from 'playwright-core';
import t, { type Test } from 'tap';
import { demoAccounts, demoPerformerId, demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { Person } from '../world/browser.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const room = `/r/${demoStreamId}`;
const said = 'For the harmonica';
const phone = { width: 390, height: 844 } as const;
const viewerId = demoAccounts.find(({ email }) => email === 'viewer@busker.example')?.id ?? '';
const patience = { withinMs: 20_000 } as const;

let show: Show;
let mara: ApiClient;
/** The request by which the page gave the tip, and what stood in its head. */
let given: Request;
let headers: Record<string, string>;
let after: Books;

t.setTimeout(180_000);
t.before(async () => {
  show = await openShow({ env: { ECONOMY_PRESET: 'platform-fee' } });
  mara = new ApiClient(show.stack);
  await mara.login('performer');
});
t.teardown(() => show.close());

t.test('a viewer tips fifty', async (test) => {
  await mara.json('PUT', '/api/tips/goal', { title: 'New strings', target: 200 });
  const obs = await openObs();
  const [viewer, performer, passer] = await Promise.all([
    inRoom('viewer@busker.example'),
    inRoom('performer@busker.example'),
    inRoom(undefined),
  ]);
  const screens = { viewer, performer, 'a passer-by': passer, OBS: obs };
  const before = await books();
  const earned = await openEarnings(performer);
  await earned.filter({ hasText: /All together0/ }).waitFor();

  const asked = viewer.page.waitForRequest((request) => request.url().endsWith('/api/tips/send'));
  const shown = Object.entries(screens).map(async ([name, { page }]) => {
    await overlay(page).getByText(`Vic tipped 50 tokens: ${said}`).waitFor({ state: 'attached', timeout: 20_000 });
    await overlay(page).locator('[data-tier=medium]').waitFor();
    test.pass(`${name} sees it on the picture`);
  });
  await tip(viewer.page, '50', said);
  given = await asked;
  headers = await given.allHeaders();
  await Promise.all(shown);

  await viewer.page.getByText('Your tip of 50 tokens to Mara Quinn was given.').waitFor();
  test.match(await viewer.page.getByRole('dialog').textContent(), /You have 4,950 tokens left/, 'it says what is left');
  await viewer.page.locator('[data-settled]').waitFor({ timeout: 20_000 });
  test.pass('and when it is settled');
  await viewer.page.getByRole('button', { name: 'Done' }).click();
  after = await settledBooks();
  test.same(
    difference(before, after),
    { viewer: -50, creator: 35, platform: 15, pool: 0, tips: 1 },
    'each has their part',
  );
  test.equal(await unbalanced(), 0, 'and the legs of each transfer sum to zero');
  await earned.filter({ hasText: /All together35/ }).waitFor();
  test.pass('the performer sees their share grow without asking');
  await boardMoved(test, passer.page);
  await shownOnce(test, obs.page);
  for (const [name, person] of Object.entries(screens)) {
    test.same(person.complaints.all, [], `the page of ${name} complains of nothing`);
    await person.leave();
  }
});

async function boardMoved(test: Test, page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Tips' }).click();
  const goal = page.getByRole('region', { name: 'Goal: New strings' });
  await goal.getByText('50 of 200').first().waitFor();
  test.pass('the goal has moved');
  await page
    .getByRole('region', { name: 'Leaderboard' })
    .getByRole('listitem')
    .filter({ hasText: /Vic.*50/ })
    .waitFor();
  test.pass('and the leaderboard');
}

/** A browser source that is opened anew begins with what comes, not with what was. */
async function shownOnce(test: Test, page: Page): Promise<void> {
  await overlay(page).locator('[data-tier]').waitFor({ state: 'detached', timeout: 20_000 });
  // All that it has not read yet is in the first answer; the next question is held open.
  const answered = page.waitForResponse((response) => response.url().includes('/api/overlay/') && response.ok());
  await page.reload();
  await answered;
  test.equal(await overlay(page).locator('[data-tier]').count(), 0, 'OBS shows it once, also when it is opened anew');
}

t.test('the same key once more', async (test) => {
  const again = (body: unknown) =>
    fetch(`${show.url}/api/tips/send`, {
      method: 'POST',
      headers: {
        authorization: headers.authorization ?? '',
        'idempotency-key': headers['idempotency-key'] ?? '',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  const body = given.postDataJSON() as { amount: number };
  const answer = await again(body);
  test.equal(answer.status, 201);
  test.equal(answer.headers.get('idempotency-replayed'), 'true', 'is answered as before');
  test.match(await answer.json(), { tip: { amount: '50' }, wallet: { balance: '4950' } });
  const other = await again({ ...body, amount: 51 });
  test.match(await other.json(), { error: 'IDEMPOTENCY_CONFLICT' }, 'with another body it is refused');
  test.same(await settledBooks(), after, 'and nothing moves');
});

t.test('the wallet', async (test) => {
  const viewer = await show.browser.person();
  await show.signIn(viewer, 'viewer@busker.example');
  const { page } = viewer;
  await page.goto(`${show.url}/wallet`);
  await page.getByRole('link', { name: 'Wallet: 4,950 tokens' }).waitFor();
  const tips = page.getByRole('list', { name: 'Given' }).getByRole('listitem');
  test.match(await textOf(tips.first()), /To Mara Quinn.*50 tokens.*For the harmonica.*Settled/, 'the tip is there');
  const lines = page.getByRole('table', { name: 'Statement: Tokens' }).getByRole('row');
  test.match(await textOf(lines.nth(1)), /Tip.*Mara Quinn.*−50.*4,950/, 'and its line with the balance after it');
  test.same(viewer.complaints.all, []);
  await viewer.leave();
});

t.test('on a phone', async (test) => {
  const fan = await inRoom('fan@busker.example', phone);
  const { page } = fan;
  await openDialog(page);
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
  test.ok(wide <= phone.width, 'the dialog fits');
  const before = await books();
  const dialog = page.getByRole('dialog');
  await send(page, '500', '');
  await dialog.getByText('Tips cannot be taken back.').waitFor();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await send(page, '25', '');
  await page.getByText('Your tip of 25 tokens to Mara Quinn was given.').waitFor();
  await dialog.getByRole('button', { name: 'Tip again' }).click();
  await dialog.getByRole('button', { name: /^Send/ }).waitFor();
  const now = await settledBooks();
  test.same(
    { tips: now.tips - before.tips, creator: now.creator - before.creator },
    { tips: 1, creator: 17.5 },
    'going back and tipping again give nothing by themselves',
  );
  test.same(fan.complaints.all, []);
  await fan.leave();
});

async function inRoom(email: string | undefined, viewport?: typeof phone): Promise<Person> {
  const person = await show.browser.person(viewport === undefined ? {} : { viewport });
  if (email !== undefined) await show.signIn(person, email);
  await person.page.goto(show.url + room);
  await overlay(person.page).waitFor({ state: 'attached' });
  if (email !== undefined) await person.page.getByRole('button', { name: /^Account of/ }).waitFor();
  return person;
}

async function openObs(): Promise<Person> {
  const { body } = await mara.json('POST', '/api/tips/overlay/secret', {});
  const person = await show.browser.person();
  const ready = person.page.waitForResponse((response) => response.url().includes('/api/overlay/') && response.ok());
  await person.page.goto((body as { url: string }).url);
  await ready;
  return person;
}

/** The performer's wallet in another tab. */
async function openEarnings({ context }: Person): Promise<Locator> {
  const page = await context.newPage();
  await page.goto(`${show.url}/wallet`);
  return page.getByRole('region', { name: 'Earnings', exact: true });
}

const overlay = (page: Page): Locator => page.locator('[data-tip-overlay]');

async function openDialog(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Tip Mara Quinn' }).first().click();
  await page
    .getByRole('dialog')
    .getByText(/You have [\d,]+ tokens\./)
    .waitFor();
}

async function send(page: Page, amount: string, message: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.locator('label', { hasText: new RegExp(`^${amount}$`) }).click();
  if (message !== '') await dialog.getByRole('textbox', { name: 'Message' }).fill(message);
  await dialog.getByRole('button', { name: `Send ${amount} tokens` }).click();
}

async function tip(page: Page, amount: string, message: string): Promise<void> {
  await openDialog(page);
  await send(page, amount, message);
}

async function textOf(found: Locator): Promise<string> {
  await found.waitFor();
  return ((await found.textContent()) ?? '').replaceAll(/\s+/g, ' ');
}

/** In whole tokens, as the database has it. */
interface Books {
  readonly viewer: number;
  readonly creator: number;
  readonly platform: number;
  readonly pool: number;
  readonly tips: number;
}

async function books(): Promise<Books> {
  const [row] = await show.stack.query<Record<keyof Books, string>>(
    `WITH held AS (
       SELECT a.kind, a.owner_id AS owner, coalesce(sum(e.amount), 0) / 10000 AS tokens
       FROM ledger.account a LEFT JOIN ledger.entry e ON e.account_id = a.id GROUP BY 1, 2
     ) SELECT (SELECT sum(tokens) FROM held WHERE kind LIKE 'wallet:%' AND owner = $1) AS viewer,
       (SELECT coalesce(sum(tokens), 0) FROM held WHERE kind = 'earnings' AND owner = $2) AS creator,
       (SELECT sum(tokens) FROM held WHERE kind = 'platform:revenue') AS platform,
       (SELECT sum(tokens) FROM held WHERE kind = 'relay:pool') AS pool, (SELECT count(*) FROM tip) AS tips`,
    [viewerId, demoPerformerId],
  );
  if (row === undefined) throw new Error('There are no books');
  const { viewer, creator, platform, pool, tips } = row;
  return { viewer: +viewer, creator: +creator, platform: +platform, pool: +pool, tips: +tips };
}

async function settledBooks(): Promise<Books> {
  await until(
    'settlement',
    async () => (await show.stack.query('SELECT FROM settlement_queue')).length === 0,
    patience,
  );
  return books();
}

function difference(before: Books, now: Books): Books {
  const { viewer, creator, platform, pool, tips } = now;
  return {
    ...{ viewer: viewer - before.viewer, creator: creator - before.creator, platform: platform - before.platform },
    ...{ pool: pool - before.pool, tips: tips - before.tips },
  };
}

/** Transfers whose entries do not sum to zero. */
async function unbalanced(): Promise<number> {
  const rows = await show.stack.query('SELECT FROM ledger.entry GROUP BY transfer_id HAVING sum(amount) <> 0');
  return rows.length;
}
