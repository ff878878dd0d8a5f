/** The media worker: downloaded where it can be had, checked, cached, and put in place whole. */
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import t from 'tap';
import { ensureMediaWorker } from '../../infra/bootstrap/media-worker.ts';
import { createScratch, root } from './fixtures/scratch.ts';
import { silentSteps } from './fixtures/silent-steps.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

/** Stands for mediasoup's release page; its worker says 41 to everybody but mediasoup, as the real one does. */
async function openReleases(): Promise<{ url: string; asked: string[] }> {
  const folder = scratch.folder('release');
  mkdirSync(folder);
  writeFileSync(join(folder, 'mediasoup-worker'), '#!/bin/sh\nexit 41\n');
  chmodSync(join(folder, 'mediasoup-worker'), 0o755);
  const archive = scratch.folder('worker.tgz');
  execFileSync('tar', ['-czf', archive, '-C', folder, 'mediasoup-worker']);
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end(request.method === 'GET' ? readFileSync(archive) : undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

t.test('a prebuilt worker', async (t) => {
  const { url, asked } = await openReleases();
  const env = {
    BUSKER_CACHE_DIR: scratch.folder('cache'),
    MEDIASOUP_WORKER_PREBUILT_DOWNLOAD_BASE_URL: url,
  };
  const bring = (): Promise<string> => ensureMediaWorker(root, silentSteps(), env);
  const [one, two] = await Promise.all([bring(), bring()]);
  t.equal(one, two, 'two who bring it at once get the same');
  t.match(one, /mediasoup-worker\/3\.\d+\.\d+-[0-9a-f]{16}\/mediasoup-worker$/, 'named by version and recipe');
  t.same(readdirSync(dirname(one)), ['mediasoup-worker'], 'and leave nothing half done');
  t.match(
    asked.join('\n'),
    /GET \/3\.\d+\.\d+\/mediasoup-worker-3\.\d+\.\d+-\w+-\w+(-kernel\d+)?\.tgz/,
    'as mediasoup names it',
  );

  asked.length = 0;
  t.equal(await bring(), one, 'the next time it is in the cache');
  t.same(asked, [], 'and nobody is asked');
});

t.test('a worker that is given', async (t) => {
  const broken = scratch.folder('broken-worker');
  writeFileSync(broken, '#!/bin/sh\nexit 0\n');
  chmodSync(broken, 0o755);
  await t.rejects(
    ensureMediaWorker(root, silentSteps(), { MEDIA_WORKER_BIN: broken }),
    { message: /^MEDIA_WORKER_BIN names .* which is no mediasoup worker that runs here: .*\.$/ },
    'is refused where it is none',
  );
});
