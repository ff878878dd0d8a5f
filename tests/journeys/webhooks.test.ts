/**
 * Webhooks as a performer sets them up: an address of theirs, its secret this once, a ping, a show and a tip that arrive signed at a
 * real receiver, a failure that is looked into and sent again. Clean for axe, and on a phone.
 */
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoPerformerId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import { clean } from '../world/page-judge.ts';
import { holds, openReceiver, type Received, type Receiver, withStatus } from '../world/receiver.ts';
import { openShow, type Show } from '../world/show.ts';
import { until } from '../world/until.ts';

const refused = /status of 4\d\d/;
const patience = { withinMs: 20_000 };

let show: Show;
let receiver: Receiver;
t.before(async () => {
  [show, receiver] = await Promise.all([openShow(), openReceiver()]);
});
t.teardown(async () => {
  await show.close();
  await receiver.close();
});

const ofType = (type: string) =>
  until(
    type,
    () => receiver.received.find(({ body }) => (JSON.parse(body) as { type: string }).type === type),
    patience,
  );

t.test('a performer hears of their show and their tips', async (test) => {
  const person = await show.browser.person({ permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = person;
  await show.signIn(person, 'performer@busker.example');
  await page.goto(`${show.url}/settings`);
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.getByText('No webhooks yet').waitFor();
  await clean(test, page, 'no webhooks');

  const secret = await setUp(test, page);
  await page.getByRole('button', { name: 'Send a ping' }).click();
  test.ok(await holds(await ofType('ping'), secret), 'a ping arrives, signed with it');
  const log = page.getByRole('list', { name: 'Deliveries' });
  await log
    .getByRole('button', { name: /^Look at Ping/ })
    .getByText('Delivered')
    .waitFor({ timeout: 20_000 });

  const performer = new ApiClient(show.stack);
  await performer.login('performer');
  const body = { title: 'A show that is told of', sessionType: 'broadcast_public' } as const;
  const { stream } = await performer.do('createStream', { body });
  await performer.do('startStream', { params: { id: stream.id }, body: {} });
  const started = await ofType('stream.started');
  test.ok(await holds(started, secret));
  test.match(JSON.parse(started.body), {
    data: { stream: { id: stream.id, title: body.title, url: `${show.url}/r/${stream.id}` } },
  });

  receiver.answer(withStatus(500));
  const viewer = new ApiClient(show.stack);
  await viewer.login('viewer');
  const tip = { creatorId: demoPerformerId, amount: 7, message: 'lovely' };
  const given = await viewer.json('POST', '/api/tips/send', tip, { 'idempotency-key': newId() });
  test.equal(given.status, 201);
  const told = await ofType('tip.received');
  test.match(JSON.parse(told.body), { data: { tip: { amount: '7', message: 'lovely', from: { handle: 'vic' } } } });
  test.ok(await holds(told, secret), 'a tip arrives, signed');
  const failed = log.getByRole('button', { name: /^Look at Tips/ });
  await failed.getByText('Waiting').waitFor({ timeout: 20_000 });
  await page.getByText('Failing').waitFor({ timeout: 20_000 });

  await failed.click();
  await lookAt(test, page, told);

  await performer.do('endStream', { params: { id: stream.id }, body: {} });
  test.match(JSON.parse((await ofType('stream.ended')).body), { data: { reason: 'ended', stream: { id: stream.id } } });
  test.same(person.complaints.except(refused), [], 'the page complains of nothing');
  await person.leave();
});

t.test('on a phone it is paused, given a new secret and removed', async (test) => {
  const person = await show.browser.person({ viewport: { width: 390, height: 844 }, colorScheme: 'light' });
  const { page } = person;
  await show.signIn(person, 'performer@busker.example');
  await page.goto(`${show.url}/settings/webhooks`);
  const more = page.getByRole('button', { name: `More for ${receiver.url}` });
  await more.waitFor();
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  test.equal(wide, 390, 'nothing is wider than the screen');
  await clean(test, page, 'a phone');

  await more.click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  await page.getByText('You paused it.').waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Send a ping' }).waitFor();

  await more.click();
  await page.getByRole('menuitem', { name: 'New secret' }).click();
  const ask = page.getByRole('dialog', { name: 'Make a new secret?' });
  await ask.getByRole('button', { name: 'New secret' }).click();
  const once = page.getByRole('dialog', { name: 'Your signing secret' });
  const secret = await once.getByLabel('Secret', { exact: true }).inputValue();
  await once.getByRole('button', { name: 'I have copied it' }).click();
  await page.getByText('The secret before works until').waitFor();
  const before = receiver.received.length;
  await page.getByRole('button', { name: 'Send a ping' }).click();
  const isPing = ({ body }: Received): boolean => JSON.parse(body).type === 'ping';
  const ping = await until('a ping', () => receiver.received.slice(before).find(isPing), patience);
  test.ok(await holds(ping, secret), 'the new one signs');
  test.match(ping.headers['webhook-signature'], /^v1,\S+ v1,\S+$/, 'and the old one beside it');

  receiver.answer(withStatus(410));
  await page.getByRole('button', { name: 'Send a ping' }).click();
  await page.getByText('It answered that it is gone (410)').waitFor({ timeout: 20_000 });
  const performer = new ApiClient(show.stack);
  await performer.login('performer');
  const told = await until(
    'a notification',
    async () => {
      const { notifications } = await performer.do('listNotifications');
      return notifications.find(({ title }) => title === 'A webhook was paused');
    },
    patience,
  );
  test.match(told, { link: '/settings/webhooks', text: `127.0.0.1:${receiver.port} answered that it is gone.` });

  await more.click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('No webhooks yet').waitFor();
  test.same(person.complaints.except(refused), [], 'the page complains of nothing');
  await person.leave();
});

/** An address is added, after one that is refused. @returns the secret as it was shown */
async function setUp(test: Test, page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Add a webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a webhook' });
  await dialog.getByLabel('Address').fill('https://192.168.0.1/hooks');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('It is not on the public internet.').waitFor();
  await clean(test, page, 'an address that cannot be taken');
  await dialog.getByLabel('Address').fill(receiver.url);
  await dialog.getByLabel('Description').fill('My lamp');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  const once = page.getByRole('dialog', { name: 'Your signing secret' });
  const secret = await once.getByLabel('Secret', { exact: true }).inputValue();
  await once.getByRole('button', { name: 'Copy the secret' }).click();
  await once.getByRole('button', { name: 'Copied', exact: true }).waitFor();
  test.equal(await page.evaluate('navigator.clipboard.readText()'), secret, 'the secret can be copied');
  await clean(test, page, 'the secret');
  await once.getByRole('button', { name: 'I have copied it' }).click();
  test.notMatch(await page.content(), secret, 'and is nowhere afterwards');
  return secret;
}

/** What was sent and answered can be read, and is sent again under the same id. */
async function lookAt(test: Test, page: Page, told: Received): Promise<void> {
  const look = page.getByRole('dialog', { name: /^Tips,/ });
  await look.getByText('"lovely"').waitFor();
  await look.getByText(String(told.headers['webhook-signature'])).waitFor();
  await look.getByText('status 500').first().waitFor();
  await clean(test, page, 'one delivery');
  receiver.answer(withStatus(200));
  await look.getByRole('button', { name: /^Send it (now|again)$/ }).click();
  await look.getByText('Delivered', { exact: true }).waitFor({ timeout: 20_000 });
  const twice = receiver.received.filter(({ headers }) => headers['webhook-id'] === told.headers['webhook-id']);
  test.ok(twice.length >= 2, 'sent again, by hand or by itself, it has the same id');
  await look.getByRole('button', { name: 'Close' }).click();
}
