/**
 * The operator's view of the media, as an admin uses it: nodes, workers and rooms that move by themselves, one room from
 * near, a node that hangs, a server that is gone. Each is clean for axe, at both widths and in the light theme.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { ApiClient } from '../world/api.ts';
import { framesGrow } from '../world/browser-video.ts';
import { clean, fitsAcross } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { enrol } from '../world/staff.ts';
import { until } from '../world/until.ts';

const demoRoom = '/r/01900000-0000-7000-8000-000000000101';

let show: Show;
let client: ApiClient;
let recoveryCodes: readonly string[];
t.before(async () => {
  show = await openShow();
  client = new ApiClient(show.stack);
  await client.login('admin');
  recoveryCodes = (await enrol(client)).recoveryCodes;
});
t.teardown(() => show.close());

t.test('an admin looks at the media while somebody watches', async (test) => {
  const [viewer, person] = await Promise.all([show.browser.person(), show.browser.person()]);
  await viewer.page.goto(show.url + demoRoom);
  await framesGrow(viewer.page, { withinMs: 20_000 });

  const { page } = person;
  await signInWith(page, 'admin@busker.example', recoveryCodes[0] ?? '');
  await page.goto(`${show.url}/admin`);
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Media' }).click();
  await page.waitForURL(`${show.url}/admin/media`);
  const rooms = page.getByRole('table', { name: 'Rooms' });
  await rooms.getByRole('link', { name: 'Dusk on Mercer Street' }).waitFor();
  await page
    .getByRole('table', { name: /^Nodes and workers/ })
    .getByRole('row')
    .nth(1)
    .waitFor();
  await page.getByText('1 of 1').waitFor();
  await page.locator('canvas').first().waitFor({ timeout: 20_000 });
  await rooms.getByText(/1 good|1 fair|1 poor/).waitFor({ timeout: 30_000 });
  test.pass('what the viewer’s page reported is in the list of rooms');
  await clean(test, page, 'the media');

  await page.setViewportSize({ width: 390, height: 844 });
  await clean(test, page, 'the media on a phone');
  await fitsAcross(test, page, 'the media on a phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  await rooms.getByRole('link', { name: 'Dusk on Mercer Street' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Dusk on Mercer Street', level: 1 }).waitFor();
  const sent = page.getByRole('table', { name: 'What is sent' });
  await sent
    .getByText(/bit\/s/)
    .first()
    .waitFor();
  await page.getByText('Pages that reported').waitFor();
  await page.locator('canvas').first().waitFor();
  await clean(test, page, 'one room');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.evaluate(inDaylight);
  await clean(test, page, 'one room by day');
  await page.setViewportSize({ width: 390, height: 844 });
  await clean(test, page, 'one room on a phone');
  await page.getByRole('link', { name: 'All of the media' }).click();
  await rooms.waitFor();
  await viewer.leave();
  // The browser writes down that a code was asked for.
  test.same(person.complaints.except(/status of 401/), [], 'the page complains of nothing');
  await person.leave();
});

t.test('what hangs or is gone is said, and nothing looks while nobody does', async (test) => {
  const person = await show.browser.person();
  const { page } = person;
  await signInWith(page, 'admin@busker.example', recoveryCodes[1] ?? '');
  await page.goto(`${show.url}/admin/media`);
  await page.getByText('1 of 1').waitFor();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await until('another look', () => asked.includes('/api/admin/media'), { withinMs: 15_000 });
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused.').waitFor();
  asked.length = 0;
  // The next sample but one is longer away than the page's next look.
  const samples = async (): Promise<number> => (await client.do('getMediaHistory', { query: {} })).samples.length;
  const before = await samples();
  await until('two more samples', async () => (await samples()) >= before + 2, { withinMs: 45_000 });
  test.notOk(asked.includes('/api/admin/media'), 'paused, it does not look');
  await page.getByRole('button', { name: 'Go on' }).click();
  await until('a look', () => asked.includes('/api/admin/media'), { withinMs: 15_000 });

  const media = show.stack.children.media ?? 0;
  process.kill(media, 'SIGSTOP');
  await page.getByText('0 of 1').waitFor({ timeout: 15_000 });
  await page.getByText('Node silent').waitFor();
  await clean(test, page, 'a node that is silent');
  process.kill(media, 'SIGCONT');
  await page.getByText('1 of 1').waitFor({ timeout: 15_000 });
  test.pass('it is back by itself');

  const server = show.stack.children.server ?? 0;
  process.kill(server, 'SIGSTOP');
  await page.getByText(/^These figures are of/).waitFor({ timeout: 30_000 });
  await clean(test, page, 'figures that are old');
  process.kill(server, 'SIGCONT');
  await page.getByText(/^These figures are of/).waitFor({ state: 'detached', timeout: 30_000 });
  test.pass('and fresh again');
  await person.leave();
});

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

function inDaylight(): void {
  const { document } = globalThis as unknown as { document: { documentElement: { dataset: Record<string, string> } } };
  document.documentElement.dataset.theme = 'light';
}
