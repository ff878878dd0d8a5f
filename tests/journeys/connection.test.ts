/**
 * The connection check, with a real TURN server and a real media node: what is open is said to be open, what is shut to be shut.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { demoStreamId } from '../../prisma/demo.ts';
import { clean } from '../world/page-judge.ts';
import { openShow, type Show } from '../world/show.ts';
import { TestSocket } from '../world/socket.ts';
import { noTurnServer, openTurnServer, type TurnServer } from '../world/turn-server.ts';
import { until } from '../world/until.ts';

const withinMs = 30_000;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** What the page says of each way. */
function ways(page: Page): Promise<Record<string, string>> {
  return page
    .locator('[data-way]')
    .evaluateAll((rows) =>
      Object.fromEntries(
        (rows as unknown as { dataset: Record<string, string> }[]).map(({ dataset }) => [dataset.way, dataset.state]),
      ),
    );
}

/**
 * What the page says once it has tried all, checked again where this machine was too busy for one of the ways.
 * @param enough whether that is what there is to be said
 */
function checked(page: Page, enough: (ways: Record<string, string>) => boolean): Promise<Record<string, string>> {
  const again = page.getByRole('button', { name: 'Check again' });
  return until(
    'outcome of a check',
    async () => {
      const found = await ways(page);
      if (Object.keys(found).length === 0 || Object.values(found).includes('trying')) return undefined;
      if (enough(found)) return found;
      if (await again.isEnabled()) await again.click();
      return undefined;
    },
    { withinMs: 60_000 },
  );
}

let turn: TurnServer;
let show: Show;
let urls: string;
t.before(async () => {
  if (noTurnServer !== false) return;
  turn = await openTurnServer({ place: { mediaIps: ['127.0.0.1'] } });
  urls = ['udp', 'tcp'].map((over) => `turn:127.0.0.1:${turn.port}?transport=${over}`).join(',');
  show = await openShow({ env: { TURN_URLS: urls, TURN_SECRET: turn.secret } });
});
t.teardown(async () => {
  await show?.close();
  await turn?.close();
});

t.test('the check says that every way is open where it is', { skip: noTurnServer }, async (t) => {
  const person = await show.browser.person();
  const { page } = person;
  await page.goto(`${show.url}/`);
  await page.getByRole('link', { name: 'Connection check' }).click();
  const open = { socket: 'open', udp: 'open', tcp: 'open', 'relay-udp': 'open', 'relay-tcp': 'open' };
  const found = await checked(page, (now) => !Object.values(now).includes('shut'));
  t.same(found, { ...open, 'relay-tls': 'absent' }, 'the site, the media node, and the relay over both');
  t.match(await page.locator('[data-way=relay-udp]').textContent(), /Open\s*\d+ ms/, 'with the time there and back');
  await clean(t, page, 'the connection');
  const always = page.getByRole('switch', { name: 'Always go through the relay' });
  await always.click();
  await page.reload();
  await checked(page, (now) => now['relay-udp'] === 'open');
  t.equal(await always.getAttribute('aria-checked'), 'true', 'who always wants the relay is remembered');
  t.same(person.complaints.all, [], 'the browser has nothing to complain about');
  await person.leave();
});

t.test('it says so where the relay is gone, and where the site is', { skip: noTurnServer }, async (t) => {
  await turn.close();
  const person = await show.browser.person({ ...phone, colorScheme: 'light' });
  const { page } = person;
  await page.routeWebSocket('**/ws', (socket) => void socket.close());
  await page.goto(`${show.url}/connection`);
  await page.getByRole('heading', { name: 'The live connection to the site is shut' }).waitFor({ timeout: withinMs });
  const found = await checked(page, (now) => now.udp === 'open');
  const { 'relay-udp': udp, 'relay-tcp': tcp, socket, udp: straight } = found;
  t.same({ udp, tcp, socket }, { udp: 'shut', tcp: 'shut', socket: 'shut' }, 'each by itself');
  t.equal(straight, 'open', 'and what is open');
  await clean(t, page, 'the connection on a phone');
  const width = await page.evaluate(
    () =>
      (globalThis as unknown as { document: { documentElement: { scrollWidth: number } } }).document.documentElement
        .scrollWidth,
  );
  t.ok(width <= 390, 'nothing is wider than the phone');
  await person.leave();
});

t.test('and every transport comes with the relay, anew where ICE is restarted', { skip: noTurnServer }, async (t) => {
  const socket = await TestSocket.open(show.stack);
  const { rtpCapabilities } = socket.welcome;
  const { watch } = await socket.do('room.join', {
    room: demoStreamId,
    as: 'viewer',
    rtpCapabilities: rtpCapabilities ?? {},
  });
  const [granted] = watch?.transport?.iceServers ?? [];
  t.same(granted?.urls, urls.split(','), 'the join names the TURN servers');
  const restart = { mediaEpoch: watch?.mediaEpoch ?? 0, transport: watch?.transport?.id ?? '' };
  const { iceServers } = await until('fresher credentials', async () => {
    const fresh = await socket.do('transport.restart-ice', restart);
    return fresh.iceServers?.[0]?.username !== granted?.username && fresh;
  });
  const [[before = '', who], [after = '', still]] = [granted, iceServers?.[0]].map(
    (one) => one?.username.split(':') ?? [],
  ) as [string[], string[]];
  t.ok(Number(after) > Number(before), 'new ones last longer');
  t.equal(still, who, 'for the same share of the relay');
  await socket.close();
});
