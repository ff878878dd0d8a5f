/**
 * Encoders and players that others wrote: GStreamer's from Debian, and the RFC's author's own from npm. A picture is decoded
 * each time.
 */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import t from 'tap';
import { ApiClient } from '../world/api.ts';
import { openBare } from '../world/bare-peer.ts';
import { openBrowser, type TestBrowser } from '../world/browser.ts';
import { framesGrow } from '../world/browser-video.ts';
import { openStack, type WorldStack } from '../world/stack.ts';
import { until } from '../world/until.ts';
import { runWhipClient, whipClientMissing } from '../world/whip-client/run-whip-client.ts';

const patience = { withinMs: 40_000 };
t.setTimeout(240_000);

let stack: WorldStack;
let browser: TestBrowser;
let nova: ApiClient;
let stream: string;
let key: string;

t.before(async () => {
  stack = await openStack();
  browser = await openBrowser();
  nova = new ApiClient(stack);
  await nova.login('nova');
  const body = { title: 'From elsewhere', sessionType: 'broadcast_public' } as const;
  stream = (await nova.do('createStream', { body })).stream.id;
  ({ key } = await nova.do('issueIngestKey', { params: { id: stream }, body: {} }));
  await nova.do('startStream', { params: { id: stream }, body: {} });
});
t.teardown(async () => {
  await browser.close();
  await stack.close();
});

/** A page of our origin that has both classes of `whip-whep`, as its files have them. */
async function withLibrary(): Promise<Page> {
  const { page } = await browser.person({ bypassCSP: true });
  await page.goto(`${stack.url}/healthz`);
  for (const [file, name] of [
    ['whip', 'WHIPClient'],
    ['whep', 'WHEPClient'],
  ]) {
    const text = readFileSync(new URL(`../../node_modules/whip-whep/${file}.js`, import.meta.url), 'utf8');
    await page.addScriptTag({ type: 'module', content: `${text}\nglobalThis.${name} = ${name};` });
  }
  await page.waitForFunction('globalThis.WHIPClient && globalThis.WHEPClient');
  return page;
}

t.test('whip-whep sends, and whip-whep plays', async (test) => {
  const encoder = await withLibrary();
  await encoder.evaluate(`(async () => {
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 640, height: 480 } });
    for (const track of media.getTracks()) peer.addTransceiver(track, { direction: 'sendonly' });
    globalThis.sending = new WHIPClient();
    await sending.publish(peer, ${JSON.stringify(`${stack.url}/whip/${stream}`)}, ${JSON.stringify(key)});
  })()`);
  const player = await withLibrary();
  await until('connected encoder', () => encoder.evaluate("sending.pc.connectionState === 'connected'"), patience);
  await player.evaluate(`(async () => {
    const peer = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
    const video = document.createElement('video');
    Object.assign(video, { srcObject: new MediaStream(), muted: true, autoplay: true });
    video.dataset.testid = 'bare-video';
    document.body.append(video);
    peer.ontrack = ({ track }) => video.srcObject.addTrack(track);
    for (const kind of ['audio', 'video']) peer.addTransceiver(kind, { direction: 'recvonly' });
    globalThis.playing = new WHEPClient();
    await playing.view(peer, ${JSON.stringify(`${stack.url}/whep/${stream}`)});
  })()`);
  await framesGrow(player, { selector: '[data-testid=bare-video]', by: 20, ...patience });
  test.pass('a picture is decoded');
  // NOTE: its ICE restart joins several candidates by commas, and fails on what it made; bare connections prove ours.
  await player.evaluate('playing.stop()');
  await encoder.evaluate('sending.stop()');
  for (const page of [encoder, player]) await page.close();
});

const missing = whipClientMissing();
for (const codec of ['VP8', 'H264'] as const) {
  t.test(`Debian’s whip-client sends ${codec}`, { skip: missing ?? false }, async (test) => {
    const { page } = await browser.person();
    const client = runWhipClient(`${stack.url}/whip/${stream}`, key, codec);
    try {
      await page.goto(`${stack.url}/r/${stream}`);
      await framesGrow(page, { by: 30, ...patience });
      test.match(client.output(), /PeerConnection connected/, 'a picture is decoded in the room');
      const { page: player } = await browser.person();
      await player.goto(`${stack.url}/healthz`);
      const numbers = { opus: 109, vp8: 120, h264: 126 };
      const { status, answer } = await openBare(player, { url: `${stack.url}/whep/${stream}`, numbers });
      test.equal(status, 201, answer.slice(0, 300));
      await framesGrow(player, { selector: '[data-testid=bare-video]', by: 20, ...patience });
      const viewers = async () => (await nova.do('getStream', { params: { id: stream } })).stream.viewers;
      // A player of the test before, whose page was closed, counts until ICE misses it.
      await until('the room and it, and nobody else', async () => (await viewers()) === 2, patience);
      test.pass('and in a player of Firefox’s payload types');
      await player.close();
    } finally {
      await client.stop();
    }
    test.notMatch(client.output(), /libsoup-ERROR|\[\d{3}\]/, 'nothing it asked was refused');
    await page.close();
  });
}
