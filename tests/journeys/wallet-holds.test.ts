/** What is set aside, as its owner sees it: on the wallet for what and until when, on the statement as it goes and comes back. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { clean, fitsAcross, shoot } from '../world/page-judge.ts';
import { fillPurses } from '../world/purse.ts';
import { openShow, type Show } from '../world/show.ts';

const mara = '01900000-0000-7000-8000-000000000001';
const hour = 3_600_000;
/** A zone whose hours are nobody's by chance: three quarters beside the full hour. */
const zone = 'Asia/Kathmandu';
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
const sizes = [
  { width: 1440, height: 1000 },
  { width: 390, height: 844 },
] as const;

let show: Show;
let fern = '';
t.before(async () => {
  show = await openShow();
  const [row] = await show.stack.query<{ id: string }>(`SELECT id FROM account WHERE handle = 'fern'`);
  fern = row?.id ?? '';
  await fillPurses(show.stack, [fern], 400, 'paid');
});
t.teardown(() => show.close());

/** @returns its id and until when it lasts */
async function place(purpose: string, tokens: number, lastsMs: number): Promise<{ id: string; until: Date }> {
  const id = randomUUID();
  const order = { n: 1, id, owner: fern, source: 'wallet', purpose, amount: tokens * 10_000, lastsMs };
  const [row] = await show.stack.query<{ outcome: string; expires_at: Date }>(
    'SELECT outcome, expires_at FROM ledger.place_holds($1)',
    [JSON.stringify([{ ...order, route: 'test', key: id, hash: '0'.repeat(64) }])],
  );
  if (row?.outcome !== 'placed') throw new Error(`A hold was ${row?.outcome}`);
  return { id, until: row.expires_at };
}

/** So many tokens of it are Mara's; none: it is voided. */
async function end(hold: string, tokens: number): Promise<void> {
  const id = randomUUID();
  const split = { name: 'platform-fee', version: 1 };
  const moves = { how: 'post', moves: [{ to: 'unsettled', toOwner: mara, amount: tokens * 10_000, split }] };
  const order = { n: 1, id, hold, owner: fern, route: 'test', key: id, hash: '0'.repeat(64) };
  await show.stack.query('SELECT FROM ledger.resolve_holds($1)', [
    JSON.stringify([{ ...order, ...(tokens === 0 ? { how: 'void' } : moves) }]),
  ]);
}

async function seenBy(test: Test, page: Page, until: Date): Promise<void> {
  const list = page.getByRole('list', { name: 'Set aside' }).getByRole('listitem');
  await list.nth(2).waitFor();
  test.match(await list.allTextContents(), [
    /^60 tokens for a call\b/,
    new RegExp(`^120 tokens for a ticket\\b.*${moment.format(until).replaceAll(/\s/g, '\\s')}`),
    /^100 tokens for a stake\b/,
  ]);
  const statement = page.getByRole('table', { name: 'Statement: Tokens' });
  await statement.getByText('Spent on a ticket: 35 of 50, the rest is back').waitFor();
  await statement.getByText('Not needed for a call: 20 are back').waitFor();
}

/** As people choose it; the wallet afterwards. */
async function dress(page: Page, theme: 'dark' | 'light'): Promise<void> {
  await page.goto(`${show.url}/settings/preferences`);
  await page.getByLabel('Theme').selectOption(theme);
  await page.locator(`html[data-theme=${theme}]`).waitFor();
  await page.goto(`${show.url}/wallet`);
  await page.locator(`html[data-theme=${theme}]`).waitFor();
}

t.test(
  'what is set aside is on the wallet in the reader’s own time, and on the statement, at any size',
  async (test) => {
    await place('call-block', 60, hour / 12);
    const { until } = await place('ticket', 120, 72 * hour);
    await place('stake', 100, 400 * 24 * hour);
    const [part, none] = [await place('ticket', 50, hour), await place('call-block', 20, hour)];
    await end(part.id, 35);
    await end(none.id, 0);
    for (const viewport of sizes) {
      const person = await show.browser.person({ viewport, timezoneId: zone, locale: 'en' });
      const { page } = person;
      await show.signIn(person, 'fan@busker.example');
      for (const theme of ['dark', 'light'] as const) {
        const what = `the wallet at ${viewport.width}, ${theme}`;
        await dress(page, theme);
        await seenBy(test, page, until);
        await fitsAcross(test, page, what);
        await clean(test, page, what);
        await shoot(page, `holds-${viewport.width}-${theme}`);
        await page.getByRole('table', { name: 'Statement: Tokens' }).scrollIntoViewIfNeeded();
        await shoot(page, `holds-statement-${viewport.width}-${theme}`);
      }
      test.same(person.complaints.all, [], 'the page complains of nothing');
      await person.leave();
    }
  },
);

t.test('what is over is back without anybody doing anything, and the performer has their share', async (test) => {
  const person = await show.browser.person({ viewport: sizes[1] });
  const { page } = person;
  await show.signIn(person, 'fan@busker.example');
  await place('ticket', 7, 20_000);
  await page.goto(`${show.url}/wallet`);
  const balance = page.getByRole('region', { name: 'Balance' });
  await balance.getByText('7 tokens for a ticket').waitFor();
  await page
    .getByRole('table', { name: 'Statement: Tokens' })
    .getByText('Not used for a ticket in time: 7 are back')
    .waitFor({ timeout: 90_000 });
  await balance.getByText('7 tokens for a ticket').waitFor({ state: 'detached' });
  await person.leave();
  const performer = await show.browser.person({ viewport: sizes[0] });
  await show.signIn(performer, 'performer@busker.example');
  await performer.page.goto(`${show.url}/wallet`);
  const earned = performer.page.getByRole('table', { name: 'Statement: Earnings' }).getByRole('row');
  await earned.filter({ hasText: 'One ticket' }).filter({ hasText: '24.5' }).first().waitFor();
  await shoot(performer.page, 'holds-performer');
  test.same(performer.complaints.all, [], 'the page complains of nothing');
  await performer.leave();
});
