/**
 * A show from an encoder, by the pages made for it: a key, what arrives, live, the player for other sites, another key.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import t from 'tap';
import { bareState, openBare } from '../world/bare-peer.ts';
import type { Person } from '../world/browser.ts';
import { framesGrow, videoState } from '../world/browser-video.ts';
import { clean } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const patience = { withinMs: 30_000 };
const player = '[data-testid=player-video]';
const key = /^busker_ingest_[\w-]{20,}$/;
t.setTimeout(280_000);

let show: Show;
let performer: Person;
let page: Page;
let encoder: Page;
let stream: string;
let first: string;

t.before(async () => {
  show = await openShow();
  performer = await show.browser.person({ viewport: { width: 390, height: 844 } });
  page = performer.page;
  page.setDefaultTimeout(patience.withinMs);
  await show.signIn(performer, 'performer@busker.example');
});
t.teardown(() => show.close());

t.test('from the studio to a key that is shown once', async (test) => {
  await page.goto(`${show.url}/studio/encoder`);
  await page.getByRole('textbox', { name: 'Title' }).fill('From OBS');
  await page.getByRole('button', { name: 'Set it up' }).click();
  await page.waitForURL(/\/studio\/encoder\/[0-9a-f-]{36}$/);
  stream = page.url().split('/').at(-1) ?? '';
  await page.getByText('Waiting for your encoder').waitFor();
  test.equal(await page.getByLabel('Server').inputValue(), `${show.url}/whip/${stream}`);
  test.ok(await page.getByRole('button', { name: 'Go live' }).isDisabled(), 'with nothing to show nobody goes live');
  await page.getByRole('button', { name: 'Make a key' }).click();
  first = await shownKey();
  test.match(first, key);
  test.equal(await page.getByLabel('Key (bearer token)').getAttribute('autocomplete'), 'off');
  await clean(test, page, 'the page of the key');
  await page.getByRole('tab', { name: 'GStreamer' }).click();
  await page.getByText('whipclientsink name=out').waitFor();
  test.notOk((await page.content()).includes(`token="${first}`), 'no line has the key in it');
  await page.reload();
  await page.getByText(/There is a key: busker_ingest_/).waitFor();
  test.notOk((await page.content()).includes(first), 'after a reload it is nowhere');
  test.notOk(page.url().includes('busker_ingest'), 'nor in the address');
});

t.test('the encoder sends: the page sees it, and only its performer does', async (test) => {
  encoder = await bare();
  test.equal((await send(first)).status, 201);
  await page.getByText('Your encoder is sending').waitFor();
  await framesGrow(page, { selector: '[data-testid=encoder-video]', ...patience });
  await page.getByText(/^seen here at \d+ × \d+$/).waitFor();
  await page.getByRole('rowheader', { name: 'Sound' }).waitFor();
  test.equal(await page.locator('[data-air]').getAttribute('data-air'), 'off', 'and says that nobody else does');
  await clean(test, page, 'the page while it sends');
});

t.test('live from the page, and played on somebody else’s site', async (test) => {
  const watching = await show.browser.person({ viewport: { width: 390, height: 844 } });
  await watching.page.goto(`${show.url}/play/${stream}`);
  await watching.page.getByText('Not live at the moment').waitFor({ timeout: patience.withinMs });
  await clean(test, watching.page, 'the player that waits');
  await page.getByRole('button', { name: 'Go live' }).click();
  await page.locator('[data-air=live]').waitFor();
  await framesGrow(watching.page, { selector: player, by: 20, ...patience });
  test.equal((await videoState(watching.page, player))?.muted, false, 'with sound, where the browser allows it');
  await until('its title', async () => /^From OBS, by /.test(await watching.page.title()), patience);
  await clean(test, watching.page, 'the player that plays');
  test.same(
    watching.complaints.except(/\b409\b/),
    [],
    'the browser complains of nothing but the answer that it was not live',
  );

  const site = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<title>x</title><iframe title="x" allow="autoplay" src="${show.url}/play/${stream}"></iframe>
      <iframe title="y" src="${show.url}/studio"></iframe>`);
  });
  test.teardown(() => site.close());
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const elsewhere = await show.browser.person();
  await elsewhere.page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  await elsewhere.page
    .frameLocator('iframe[title=x]')
    .locator('[data-phase=playing]')
    .waitFor({ timeout: patience.withinMs });
  test.pass('framed by another site it plays');
  const studio = elsewhere.page.frames().at(-1);
  test.notMatch(studio?.url(), /studio/, 'no other page of ours may be framed');
  await elsewhere.leave();
  await watching.leave();
});

t.test('a new key cuts off the old one; revoked, nobody sends', async (test) => {
  await page.getByRole('button', { name: 'Make a new key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make a new key?' });
  await dialog.getByText(/ends at once/).waitFor();
  await clean(test, page, 'the question before another key');
  await dialog.getByRole('button', { name: 'Make a new key' }).click();
  await page.getByText('Waiting for your encoder').waitFor();
  await until('its end', async () => (await bareState(encoder)).connection !== 'connected', patience);
  await page.locator('[data-air=nothing]').waitFor();
  const second = await shownKey();
  test.not(second, first);
  test.equal((await send(first)).status, 401, 'the old one is good for nothing');
  test.equal((await send(second)).status, 201);
  await page.locator('[data-air=live]').waitFor();
  await page.getByRole('button', { name: 'Revoke the key' }).click();
  await page.getByRole('dialog', { name: 'Revoke the key?' }).getByRole('button', { name: 'Revoke the key' }).click();
  await page.getByRole('button', { name: 'Make a key' }).waitFor();
  await page.getByText('Waiting for your encoder').waitFor();
  test.equal((await send(second)).status, 401, 'nor is the new one any more');
  await page.getByRole('button', { name: 'End show' }).click();
  await page.getByRole('dialog', { name: 'End your show?' }).getByRole('button', { name: 'End show' }).click();
  await page.locator('[data-air=over]').waitFor();
  test.pass('ended from the page');
});

/** What the page shows once; hidden again. */
async function shownKey(): Promise<string> {
  await page.getByRole('button', { name: 'Show the key' }).click();
  const shown = await page.getByLabel('Key (bearer token)').inputValue();
  await page.getByRole('button', { name: 'Hide the key' }).click();
  return shown;
}

/** A page of ours with nothing of ours in it: the browser gives cameras only to such. */
async function bare(): Promise<Page> {
  const { page: empty } = await show.browser.person();
  await empty.goto(`${show.url}/healthz`);
  return empty;
}

function send(bearer: string) {
  return openBare(encoder, { url: `${show.url}/whip/${stream}`, bearer, send: { simulcast: true } });
}
