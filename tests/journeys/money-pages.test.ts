/**
 * The pages around money, as people use them: a viewer's wallet with its limits and breaks, a performer's earnings, the
 * operator's books, and the overlay in OBS, which shows each tip once whatever happens in between. Each is clean for axe.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { ApiClient } from '../world/api.ts';
import { clean } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';

const mara = '01900000-0000-7000-8000-000000000001';
const phone = { viewport: { width: 390, height: 844 } };
/** A refusal is an answer; the browser writes it down as an error all the same. */
const refused = /status of 4\d\d/;

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

t.test('a viewer sees a tip leave the wallet the moment it is given elsewhere', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await page.goto(`${show.url}/wallet`);
  await page.getByText('Sign in to see your wallet').waitFor();
  await clean(test, page, 'the wallet of nobody');
  await show.signIn(person, 'viewer@busker.example');
  await page.goto(`${show.url}/wallet`);
  const balance = page.getByRole('region', { name: 'Balance' });
  await balance.getByText('5,000').first().waitFor();
  await page.getByText('You have not tipped anybody yet.').waitFor();
  await page.getByText('Buying is not open yet').waitFor();

  await tipFrom('viewer', { amount: 50, message: 'lovely' });
  await balance.getByText('4,950').first().waitFor();
  await page.getByRole('link', { name: 'Wallet: 4,950 tokens' }).waitFor();
  const given = page.getByRole('list', { name: 'Given' }).getByRole('listitem').first();
  await given.getByText('50 tokens').waitFor();
  await given.getByText('Settled').waitFor({ timeout: 20_000 });
  await page.getByRole('table', { name: 'Statement: Tokens' }).getByText('−50').waitFor();
  test.pass('balance, header, tips and statement say the same');
  await clean(test, page, 'a wallet in use');
  test.same(person.complaints.all, [], 'the page complains of nothing');
  await person.leave();
});

t.test('anybody reads what tokens cost and who gets what of a tip', async (test) => {
  const person = await show.browser.person(phone);
  const { page } = person;
  await page.goto(show.url);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Prices and shares' }).click();
  await page.waitForURL(`${show.url}/prices`);
  await page.getByRole('list', { name: 'Packs of tokens' }).getByText('$9.99').waitFor();
  const shared = page.getByRole('listitem').filter({ hasText: 'Shared, most for the performer' });
  await shared.getByText('· will pay $4.25').waitFor();
  test.match(await shared.textContent(), /Performer85 .*Busker7\.5Supporters7\.5/);
  await clean(test, page, 'prices and shares');
  test.same(person.complaints.all, [], 'the page complains of nothing');
  await person.leave();
});

t.test('a limit that is tightened holds at once, a looser one waits, a break is for good', async (test) => {
  const person = await show.browser.person();
  const { page } = person;
  await show.signIn(person, 'fan@busker.example');
  await page.goto(`${show.url}/wallet`);
  const field = page.getByLabel('In 24 hours', { exact: true });
  await field.fill('ten');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await page.getByText('Whole tokens, from 0').waitFor();
  await clean(test, page, 'a limit that cannot be taken');
  await field.fill('40');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await page.getByText('0 of 40 tokens').waitFor();
  test.equal((await tipFrom('fan', { amount: 41 })).status, 403, 'more than that is refused');

  await page.getByLabel('In 24 hours', { exact: true }).fill('90');
  await page.getByRole('button', { name: 'Save limits' }).click();
  await page.getByText(/^Looser limits hold from/).waitFor();
  await page.getByText('In force until then: 40 tokens').waitFor();
  await clean(test, page, 'a limit that waits');
  await page.getByRole('button', { name: 'Keep what holds today' }).click();
  await page.getByText(/^Looser limits hold from/).waitFor({ state: 'detached' });

  await page.getByLabel('How long').selectOption('6h');
  await page.getByRole('button', { name: 'Take this break' }).click();
  const dialog = page.getByRole('dialog', { name: 'No spending for 6 hours?' });
  await dialog.waitFor();
  await clean(test, page, 'the question before a break');
  const yes = dialog.getByRole('button', { name: 'Take this break' });
  test.ok(await yes.isDisabled(), 'nobody begins one by accident');
  await dialog.getByRole('switch').click();
  await yes.click();
  await page.getByText(/^You are cooling off until/).waitFor();
  test.equal((await tipFrom('fan', { amount: 1 })).status, 403, 'not a single token is spent');
  await person.leave();
});

t.test(
  'the operator pauses settlement, compares the books, and is refused a list that could be milked',
  async (test) => {
    const person = await show.browser.person();
    const { page } = person;
    const { client, recoveryCodes } = await admin();
    await signInWith(page, 'admin@busker.example', recoveryCodes[0] ?? '');
    await page.goto(`${show.url}/admin/money`);
    await page.getByText('Running').waitFor();
    await clean(test, page, 'the money');

    await page.getByRole('button', { name: 'Pause settlement' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('looking into something');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause settlement' }).click();
    await page.getByText(/Paused since .*: looking into something/).waitFor();
    await page.getByRole('button', { name: 'Resume settlement' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('all is well');
    await page.getByRole('dialog').getByRole('button', { name: 'Resume settlement' }).click();
    await page.getByText('Running').waitFor();
    await page.getByRole('button', { name: 'Compare now' }).click();
    await page.getByText('The books agree').first().waitFor({ timeout: 20_000 });

    await page.getByRole('button', { name: 'Change prices' }).click();
    await clean(test, page, 'the price list while it is changed');
    await page.getByLabel('Dollars an earned token pays').fill('1');
    await page.getByRole('textbox', { name: 'Reason' }).fill('a try');
    await page.getByRole('button', { name: 'Put in force' }).click();
    const said = (await page.getByRole('alert').first().textContent()) ?? '';
    test.ok(said.length > 20, `the server says why: ${said}`);

    const pack = { id: 'theirs', tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 };
    await client.do('setPricePolicy', { body: { packs: [pack], payoutMicroUsd: 10_000, reason: 'somebody else' } });
    await page.getByLabel('Dollars an earned token pays').fill('0.01');
    await page.getByRole('button', { name: 'Put in force' }).click();
    await page.getByText('Somebody else put other prices in force meanwhile').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('rowheader', { name: 'theirs' }).waitFor();
    test.pass('whoever changes prices overwrites nobody unseen');
    test.same(person.complaints.except(refused), [], 'the pages complain of nothing');
    await person.leave();
  },
);

t.test('the overlay in OBS shows each tip once, through a reload, and nothing when it is revoked', async (test) => {
  const performer = new ApiClient(show.stack);
  await performer.login('performer');
  await performer.do('setTipGoal', { body: { title: 'A new amplifier', target: 500 } });
  const { url } = await performer.do('makeOverlaySecret', { body: {} });
  await tipFrom('viewer', { amount: 61, message: 'before it was opened' });
  const person = await show.browser.person();
  const { page } = person;
  const sockets: string[] = [];
  const asked: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(show.url + new URL(url).pathname);
  await page.getByText('A new amplifier').waitFor();
  await clean(test, page, 'the overlay');

  await tipFrom('viewer', { amount: 60, message: 'encore' });
  const card = page.locator('[data-tier="medium"]');
  await card.getByText('encore').waitFor({ timeout: 20_000 });
  await page.reload();
  await page.getByText('A new amplifier').waitFor();
  await tipFrom('viewer', { amount: 130, message: 'and another' });
  await page.locator('[data-tier="large"]').getByText('and another').waitFor({ timeout: 20_000 });
  test.equal(await page.getByText('encore').count(), 0, 'what was shown does not come again');
  test.equal(await page.getByText('before it was opened').count(), 0, 'nor what was given before');
  test.same(sockets, [], 'it opens no socket');
  test.notOk(
    asked.some((path) => path.startsWith('/api/auth')),
    'and knows of no sign-in',
  );

  await performer.do('revokeOverlaySecret');
  await until('empty page', async () => (await page.getByText('A new amplifier').count()) === 0, { withinMs: 20_000 });
  test.pass('an address that was revoked shows nothing');
  test.same(person.complaints.except(refused), [], 'the page complains of nothing');
  await person.leave();
});

/** One tip to the demo's performer, from outside the pages. */
async function tipFrom(name: string, tip: { readonly amount: number; readonly message?: string }) {
  const giver = new ApiClient(show.stack);
  await giver.login(name);
  const key = { 'idempotency-key': crypto.randomUUID() };
  return giver.json('POST', '/api/tips/send', { creatorId: mara, ...tip }, key);
}

async function admin() {
  const client = new ApiClient(show.stack);
  await client.login('admin');
  return { client, ...(await enrol(client)) };
}

async function signInWith(page: Page, email: string, recoveryCode: string): Promise<void> {
  await page.goto(`${show.url}/login`);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill('busker-demo');
  await page.getByRole('main').getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCode);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.waitForURL(`${show.url}/`);
}
