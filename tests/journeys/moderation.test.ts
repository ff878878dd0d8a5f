/**
 * The journey of an evening that needs a steady hand: a performer appoints a moderator, who looks at held lines, silences and
 * shuts out; and an admin who suspends a person for good.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { demoAccounts, demoStreamId } from '../../prisma/demo.ts';
import { ApiClient } from '../world/api.ts';
import type { Person } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { openShow, type Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';

const room = `/r/${demoStreamId}`;

let show: Show;
let performer: Person;
let moderator: Person;
let fan: Person;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

async function inRoom(email: string): Promise<Person> {
  const person = await show.browser.person();
  await show.signIn(person, email);
  await person.page.goto(`${show.url}${room}`);
  await person.page.getByRole('textbox', { name: 'Message' }).waitFor();
  await person.page.getByRole('button', { name: /^Account of/ }).waitFor();
  return person;
}

async function say(page: Page, text: string): Promise<void> {
  const message = page.getByRole('textbox', { name: 'Message' });
  await message.fill(text);
  await message.press('Enter');
}

const logOf = ({ page }: Person) => page.getByRole('log');

async function openCardOf(name: string): Promise<void> {
  await logOf(moderator)
    .getByRole('button', { name: `About ${name}` })
    .last()
    .click();
}

t.test('a performer appoints a moderator', async (test) => {
  performer = await show.browser.person();
  await show.signIn(performer, 'performer@busker.example');
  moderator = await inRoom('viewer@busker.example');
  fan = await inRoom('fan@busker.example');
  await performer.page.goto(`${show.url}/settings/channel`);
  await performer.page.getByLabel('Handle').fill('vic');
  await performer.page.getByRole('button', { name: 'Appoint' }).click();
  await moderator.page.getByRole('tab', { name: /Held/ }).waitFor();
  test.pass('who was appointed in the room has the queue of held lines at once');
});

t.test('a held line is released, another is removed', async (test) => {
  await say(fan.page, 'more of this at www.example-tabs.com/songs');
  await logOf(fan).getByText('A moderator looks at it').waitFor();
  await moderator.page.getByRole('tab', { name: /Held/ }).click();
  await moderator.page.getByRole('button', { name: 'Release' }).first().click();
  const bystander = await show.browser.person();
  await bystander.page.goto(`${show.url}${room}`);
  await bystander.page.getByRole('log').getByText('example-tabs').waitFor();
  test.pass('what was released is read by everybody');
  await bystander.leave();

  await say(fan.page, 'or at www.example-other.com/songs');
  await moderator.page.getByRole('button', { name: 'Remove' }).first().click();
  await logOf(fan).getByText('A moderator decided not to show it').waitFor();
  test.pass('who wrote a removed line is told');
  await moderator.page.getByRole('tab', { name: 'Chat' }).click();
});

t.test('somebody is silenced, then shut out', async (test) => {
  await say(fan.page, 'one more line of mine');
  await openCardOf('Fern');
  await moderator.page.getByRole('button', { name: 'Silence for 10 minutes' }).click();
  await fan.page
    .getByText(/You are silenced here/)
    .first()
    .waitFor();
  test.pass('the silenced person is told, and for how long');

  await say(moderator.page, 'a quiet evening now');
  await logOf(fan).getByText('a quiet evening now').waitFor();
  const card = new ApiClient(show.stack);
  await card.login('fan');
  const held = await TestSocket.open(show.stack, { ticket: await card.ticket() });
  await held.do('room.join', { room: demoStreamId, as: 'viewer' });
  const code = await held.codeOf('chat.send', { key: crypto.randomUUID(), text: 'may I?' });
  test.equal(code, 'TIMED_OUT_OF_CHAT', 'another door to the chat is shut as well');

  // Their lines went with the silence; they themselves are still here.
  await moderator.page.keyboard.press('Escape');
  await moderator.page.getByRole('tab', { name: /People/ }).click();
  await moderator.page.getByRole('button', { name: 'About Fern' }).click();
  await moderator.page.getByRole('button', { name: 'Ban', exact: true }).click();
  const dialog = moderator.page.getByRole('dialog', { name: /Ban Fern/ });
  await dialog.getByRole('button', { name: 'Ban' }).click();
  const removed = await held.note('room.removed', undefined, { withinMs: 20_000 });
  test.same(removed.body, { reason: 'banned' }, 'a ban puts out of the room');
  const back = await held.codeOf('room.join', { room: demoStreamId, as: 'viewer' });
  test.equal(back, 'BANNED', 'and there is no way back in');
  await fan.page
    .getByText(/shut out of this channel/)
    .first()
    .waitFor();
  test.pass('the page says so');
});

t.test('an admin suspends a person, who is gone within a second', async (test) => {
  const suspect = new ApiClient(show.stack);
  const { user } = await suspect.login('supporter');
  const socket = await TestSocket.open(show.stack, { ticket: await suspect.ticket() });
  const watcher = await inRoom('supporter@busker.example');
  await framesGrow(watcher.page, { by: 5, withinMs: 30_000 });
  const oldTicket = await suspect.ticket();

  const admin = new ApiClient(show.stack);
  await admin.login('admin');
  const early = await admin.ask('suspendPerson', { params: { id: user.id }, body: { reason: 'spam' } });
  test.equal(early.status, 403, 'an admin without a second factor suspends nobody');
  await enrol(admin);
  const startedMs = performance.now();
  await admin.do('suspendPerson', { params: { id: user.id }, body: { reason: 'Spam in every room' } });
  await socket.ending();
  await until('refused request', async () => (await suspect.ask('listSignIns')).status === 401);
  const goneMs = performance.now() - startedMs;
  test.comment(`socket and API shut ${Math.round(goneMs)} ms after the suspension was asked for`);
  test.ok(goneMs < 3_000, 'gone within three times a second');
  const goesOn = () =>
    framesGrow(watcher.page, { by: 30, withinMs: 3_000 }).then(
      () => true,
      () => false,
    );
  test.ok(await until('the end of the pictures', async () => !(await goesOn()), { withinMs: 15_000 }));

  const doors = {
    login: (await suspect.ask('login', { body: { email: 'supporter@busker.example', password: 'busker-demo' } }))
      .status,
    refresh: (await suspect.ask('refresh', { body: {} })).status,
    ticket: (await suspect.ask('socketTicket', { body: {} })).status,
  };
  test.same(doors, { login: 401, refresh: 401, ticket: 401 }, 'no other door lets them back in');
  await test.rejects(TestSocket.open(show.stack, { ticket: oldTicket }), 'nor does a ticket from before');
  const { entries } = await admin.do('searchAudit', { query: { subject: user.id } });
  test.ok(
    entries.some(({ action, reason }) => action === 'person.suspended' && reason === 'Spam in every room'),
    'it is in the audit log',
  );
  test.ok(
    demoAccounts.some(({ id }) => id === user.id),
    'the person was of the cast',
  );
});
