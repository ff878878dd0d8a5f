/** The page, its files, and paths that nobody serves. */
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { ApiClient } from '../world/api.ts';
import { refusedWith } from './coded.ts';
import type { HttpCase } from './world.ts';

export const pages: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  for (const path of [
    '/',
    '/r/x',
    '/studio',
    '/studio/encoder/x',
    '/login',
    '/dev/mail',
    '/?from=here',
    '/r/01900000-0000-7000-8000-000000000101',
  ]) {
    const { status, headers, text } = await anyone.raw('GET', path);
    t.match({ status, type: headers['content-type'] }, { status: 200, type: /^text\/html/ }, `${path} is a page`);
    t.match(
      headers['content-security-policy'],
      /default-src 'self'.*frame-ancestors 'none'/,
      'that loads what is ours only',
    );
    t.notMatch(headers['content-security-policy'], /script-src[^;]*unsafe/, 'and no script written into it');
    t.match(headers, { 'x-content-type-options': 'nosniff', 'permissions-policy': /camera=\(self\)/ });
    t.equal(headers['x-powered-by'], undefined);
    t.notMatch(text, /__BUSKER_\w+__/, 'in which nothing is left to fill in');
  }
  await player(t, anyone);
  for (const path of ['/supporter', '/nothing', '/r/', '/r/x/y', '/%00', '/%E0%A4%A']) {
    const { status, headers } = await anyone.raw('GET', path);
    t.match(
      { status, type: headers['content-type'] },
      { status: 404, type: /html/ },
      `404: ${path.slice(0, 20)}, in our own words`,
    );
  }
  t.match(
    await anyone.raw('GET', '/index.html'),
    { status: 308, headers: { location: '/' } },
    'the raw file is not handed out',
  );
  const { text } = await anyone.raw('GET', '/');
  const assets = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file);
  t.ok(assets.length > 0, 'the page has scripts');
  for (const file of assets) {
    t.match(
      await anyone.raw('GET', file),
      { status: 200, headers: { 'cache-control': /immutable/ } },
      `${file} is there for good`,
    );
  }
  await compressed(t, anyone, assets.find((file) => file.endsWith('.js')) ?? '');
};

/** Made to be framed, and alone in that. */
async function player(t: Parameters<HttpCase>[0], anyone: ApiClient): Promise<void> {
  const { status, headers, text } = await anyone.raw('GET', '/play/01900000-0000-7000-8000-000000000101');
  t.match({ status, type: headers['content-type'] }, { status: 200, type: /^text\/html/ }, 'the player is a page');
  t.match(headers['content-security-policy'], /default-src 'self'.*frame-ancestors \*/, 'that any site may frame');
  t.equal(headers['x-frame-options'], undefined, 'older browsers included');
  t.match(text, /id="player"/);
  for (const path of ['/play', '/play/x/y', '/play/../studio', '/play.html', '/PLAY/x'])
    t.match(
      (await anyone.raw('GET', path)).headers['content-security-policy'],
      /frame-ancestors 'none'/,
      `${path} is not`,
    );
}

/** The same file, smaller, for whoever takes it so. */
async function compressed(t: Parameters<HttpCase>[0], anyone: ApiClient, file: string): Promise<void> {
  const whole = await anyone.raw('GET', file);
  t.equal(whole.headers['content-encoding'], undefined, 'who says nothing is sent it as it is');
  for (const [encoding, open] of [['br', brotliDecompressSync] as const, ['gzip', gunzipSync] as const]) {
    const { headers, bytes } = await anyone.raw('GET', file, { headers: { 'accept-encoding': encoding } });
    t.match(headers, { 'content-encoding': encoding, vary: /accept-encoding/i, 'cache-control': /immutable/ });
    t.match(headers['content-type'], /javascript/, 'of its own type');
    t.ok(bytes.length < whole.bytes.length / 2 && open(bytes).equals(whole.bytes), `${encoding}: half or less of it`);
    const refused = await anyone.raw('POST', file, { headers: { 'accept-encoding': encoding } });
    t.equal(refused.headers['content-encoding'], undefined, 'a refusal is sent as it is');
    refusedWith(t, refused, 'NOT_FOUND', 'in our own form');
  }
  refusedWith(t, await anyone.raw('GET', '/assets/%E0%A4%A'), 'NOT_FOUND', 'an address that cannot be read');
}

export const nobodyServes: HttpCase = async (t, world) => {
  const anyone = world.anyone();
  const paths = [
    '/api',
    '/api/',
    '/api/nothing',
    '/api/payouts',
    '/api/streams/x/y',
    '/assets/nothing.js',
    '/metrics',
    '/ws',
    '/healthz/x',
  ];
  for (const path of paths) refusedWith(t, await anyone.raw('GET', path), 'NOT_FOUND', path);
  for (const method of ['PUT', 'PATCH', 'DELETE']) {
    refusedWith(t, await anyone.raw(method, '/api/streams'), 'NOT_FOUND', `${method} /api/streams`);
  }
  refusedWith(t, await anyone.json('POST', '/r/x', {}), 'NOT_FOUND', 'a page takes no POST');
  refusedWith(
    t,
    await anyone.raw('GET', '/r/x', { headers: { accept: 'application/json' } }),
    'NOT_FOUND',
    'a program gets no page',
  );
  const climbs = [
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/.env',
    '/.git/config',
  ];
  for (const path of climbs) {
    const { status, text } = await anyone.raw('GET', path);
    t.notMatch(text, /"busker"|repositoryformatversion/, `${path} leads nowhere`);
    t.equal(status, 404);
  }
};
