/**
 * An evening in the chat: said and seen, answered and named, held and judged, silenced and pardoned, shut out; written
 * before signing in and not lost; read along while one looks elsewhere.
 */
import type { Page } from 'playwright-core';
import t, { type Test } from 'tap';
import type { Person } from '../world/browser.ts';
import { openShow, type Show } from '../world/show.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';

let show: Show;
t.before(async () => {
  show = await openShow();
});
t.teardown(() => show.close());

const composer = (page: Page) => page.getByRole('textbox', { name: 'Message' });
const line = (page: Page, name: RegExp) => page.getByRole('article', { name }).last();

async function inRoom(email: string | undefined): Promise<Person> {
  const person = await show.browser.person();
  if (email !== undefined) await show.signIn(person, email);
  await person.page.goto(show.url + demoRoom);
  await composer(person.page).waitFor();
  // The room is there before it is known again who one is.
  if (email !== undefined) await person.page.getByRole('button', { name: /^Account of/ }).waitFor();
  return person;
}

async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

async function card(page: Page, name: string): Promise<void> {
  await page
    .getByRole('article', { name: new RegExp(`^${name}: `) })
    .last()
    .getByRole('button', { name: `About ${name}` })
    .click();
}

t.test('what one says all see; a reply quotes; a name is called', async (test) => {
  const performer = await inRoom('performer@busker.example');
  const fan = await inRoom('fan@busker.example');
  await say(fan.page, 'Good evening :wave:');
  await line(performer.page, /^Fern: Good evening/).hover();
  await line(performer.page, /^Fern: Good evening/)
    .getByRole('button', { name: 'Reply' })
    .click();
  await performer.page.keyboard.type('Welcome @fe');
  await performer.page.getByRole('option', { name: /Fern/ }).waitFor();
  await performer.page.keyboard.press('Tab');
  await performer.page.keyboard.press('Enter');
  const answer = line(fan.page, /Welcome @fern/);
  await answer.getByRole('button', { name: 'Go to the line by Fern' }).waitFor();
  test.match(await answer.textContent(), /Performer/, 'the performer is known as such');
  await moderation(test, performer.page, fan.page);
  test.same(performer.complaints.all, [], 'the performer’s page complains of nothing');
  test.same(fan.complaints.all, [], 'nor does the fan’s');
  await Promise.all([performer.leave(), fan.leave()]);
});

async function moderation(test: Test, performer: Page, fan: Page): Promise<void> {
  await say(fan, 'Look at https://songs.example');
  await fan.getByText('A moderator looks at it').waitFor();
  await fan.reload();
  await fan.getByText('A moderator looks at it').waitFor();
  test.pass('a held line is there for its author when the page is opened anew');
  await performer.getByRole('tab', { name: /Held/ }).click();
  await performer.getByRole('article', { name: /songs\.example/ }).waitFor();
  await performer.keyboard.press('r');
  await line(fan, /^Fern: Look at https/).waitFor();
  test.pass('a held line is released by one key');
  await performer.getByRole('tab', { name: 'Chat' }).click();

  await card(performer, 'Fern');
  await performer.getByRole('button', { name: 'Silence for 10 minutes' }).click();
  // What offers it stays for as long as it is pointed at.
  await performer.getByRole('button', { name: 'Undo' }).hover();
  await fan.getByText(/You are silenced here for another/).waitFor();
  await line(fan, /^Fern: /).waitFor({ state: 'detached' });
  test.pass('who is silenced is told so, and their lines are gone');
  await performer.getByRole('button', { name: 'Undo' }).click();
  await composer(fan).waitFor();

  await say(fan, 'Sorry');
  await line(performer, /^Fern: Sorry/).waitFor();
  await card(performer, 'Fern');
  await performer.getByRole('button', { name: 'Ban', exact: true }).click();
  await performer.getByRole('textbox', { name: 'Reason' }).fill('A journey');
  await performer.getByRole('dialog', { name: 'Ban Fern?' }).getByRole('button', { name: 'Ban' }).click();
  await fan.getByRole('heading', { name: 'You were shut out of this channel' }).waitFor();
  test.pass('who is banned leaves the room and reads why');
}

t.test('a passer-by reads along, writes, signs in, and has lost nothing', async (test) => {
  const person = await inRoom(undefined);
  const { page } = person;
  await composer(page).fill('I must say this');
  await page.getByRole('button', { name: 'Sign in to chat' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill('viewer@busker.example');
  await dialog.getByRole('textbox', { name: 'Password' }).fill('busker-demo');
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor();
  test.equal(await composer(page).inputValue(), 'I must say this');
  await page.reload();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
  await composer(page).waitFor();
  test.equal(await composer(page).inputValue(), 'I must say this', 'nor has a reload');
  await composer(page).press('Enter');
  await line(page, /^Vic: I must say this/).waitFor();
  await person.leave();
});
