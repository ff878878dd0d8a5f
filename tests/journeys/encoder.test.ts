/**
 * A show that comes from an encoder: WHIP in, WHEP out, both by bare browser connections that know nothing of Busker, and
 * a viewer in the room between them.
 */
import type { Page } from 'playwright-core';
import t from 'tap';
import { ApiClient } from '../world/api.ts';
import { type BareWish, bareState, openBare, restartBare } from '../world/bare-peer.ts';
import { openBrowser, type TestBrowser } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { openStack, type WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';

const patience = { withinMs: 30_000 };
t.setTimeout(240_000);

let stack: WorldStack;
let browser: TestBrowser;
let nova: ApiClient;
let stream: string;
let key: string;
let encoder: Page;
let sending: BareWish & { location: string };

/** A page of ours with nothing of ours in it: the browser gives cameras only to such. */
async function bare(): Promise<Page> {
  const { page } = await browser.person();
  await page.goto(`${stack.url}/healthz`);
  return page;
}

t.before(async () => {
  stack = await openStack();
  browser = await openBrowser();
  nova = new ApiClient(stack);
  await nova.login('nova');
  const body = { title: 'From an encoder', sessionType: 'broadcast_public' } as const;
  stream = (await nova.do('createStream', { body })).stream.id;
});
t.teardown(async () => {
  await browser.close();
  await stack.close();
});

const viewers = async (): Promise<number> =>
  (await nova.do('getStream', { params: { id: stream } })).stream.viewers ?? 0;

t.test('an encoder sends three layers with the stream’s key', async (test) => {
  const issued = await nova.do('issueIngestKey', { params: { id: stream }, body: {} });
  ({ key } = issued);
  test.equal(new URL(issued.url).pathname, `/whip/${stream}`);
  encoder = await bare();
  const wish = { url: issued.url, bearer: key, send: { simulcast: true } };
  const opened = await openBare(encoder, wish);
  test.match(opened, { status: 201, location: /^\/whip\/.+\/.+$/, etag: /^"[\w+/-]+"$/ }, opened.answer.slice(0, 300));
  sending = { ...wish, location: opened.location };
  const state = await until(
    'three layers sent',
    async () => {
      const now = await bareState(encoder);
      return now.connection === 'connected' && now.rids.length === 3 && now.soundPackets > 0 && now;
    },
    patience,
  );
  test.same(state.rids, ['f', 'h', 'q']);
});

t.test('its performer goes live, and a viewer in the room sees it', async (test) => {
  await nova.do('startStream', { params: { id: stream }, body: {} });
  const { page } = await browser.person();
  await page.goto(`${stack.url}/r/${stream}`);
  await framesGrow(page, { by: 20, ...patience });
  test.pass('pictures move in the room');
  await page.close();
});

t.test('a player without any account of ours shows it too', async (test) => {
  const player = await bare();
  const opened = await openBare(player, { url: `${stack.url}/whep/${stream}` });
  test.match(opened, { status: 201, location: /^\/whep\// }, opened.answer.slice(0, 300));
  await framesGrow(player, { selector: '[data-testid=bare-video]', by: 20, ...patience });
  test.ok(await until('sound', async () => (await bareState(player)).soundPackets > 0, patience), 'with sound');
  // Whoever watched before is counted for a moment longer.
  test.ok(await until('one viewer', async () => (await viewers()) === 1, patience), 'it is counted as a viewer');
  const ended = await fetch(`${stack.url}${opened.location}`, { method: 'DELETE' });
  test.equal(ended.status, 200);
  await until('freed seat', async () => (await viewers()) === 0, patience);
  const again = await fetch(`${stack.url}${opened.location}`, { method: 'DELETE' });
  test.equal(again.status, 404, 'what has ended is not there any more');
});

t.test(
  'a player of Firefox’s payload types shows it, and so does one with numbers that nobody else has',
  async (test) => {
    for (const numbers of [
      { opus: 109, vp8: 120, h264: 126 },
      { opus: 35, vp8: 36, h264: 37 },
    ]) {
      const player = await bare();
      const opened = await openBare(player, { url: `${stack.url}/whep/${stream}`, numbers });
      test.equal(opened.status, 201, opened.answer.slice(0, 300));
      test.match(
        opened.answer,
        new RegExp(`a=rtpmap:${numbers.opus} opus/48000/2[^]*a=rtpmap:${numbers.vp8} VP8/90000`),
      );
      await framesGrow(player, { selector: '[data-testid=bare-video]', by: 20, ...patience });
      test.ok(await until('sound', async () => (await bareState(player)).soundPackets > 0, patience), 'with sound');
      await fetch(`${stack.url}${opened.location}`, { method: 'DELETE' });
      await player.close();
    }
  },
);

t.test('the encoder’s network changes: ICE begins anew, and the show goes on', async (test) => {
  const player = await bare();
  await openBare(player, { url: `${stack.url}/whep/${stream}` });
  await framesGrow(player, { selector: '[data-testid=bare-video]', by: 5, ...patience });
  const { status, etag, body } = await restartBare(encoder, sending);
  test.match({ status, etag, body }, { status: 200, etag: /^"[\w+/-]+"$/, body: /a=ice-ufrag:[\s\S]+a=candidate:/ });
  await framesGrow(player, { selector: '[data-testid=bare-video]', by: 60, ...patience });
  test.match(await bareState(encoder), { connection: 'connected' });
});

t.test('a new key ends what is sent with the old one', async (test) => {
  const { key: fresh } = await nova.do('issueIngestKey', { params: { id: stream }, body: {} });
  await until('end of the old', async () => (await bareState(encoder)).connection !== 'connected', patience);
  const refused = await openBare(encoder, { ...sending, bearer: key });
  test.match({ status: refused.status, body: refused.answer }, { status: 401, body: /UNAUTHENTICATED/ });
  const opened = await openBare(encoder, { ...sending, bearer: fresh });
  test.equal(opened.status, 201, 'the new one is good');
  await until('sending', async () => (await bareState(encoder)).framesSent > 0, patience);
});
