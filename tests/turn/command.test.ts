/** `npm run turn`: what it says and does, and that nothing of it is left behind however it ends. */
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { turnSettings } from '../../infra/supervisor/turn-settings.ts';
import { readConfig } from '../../server/config/config.ts';
import { grantTurn } from '../../server/domains/nodes/index.ts';
import { cleanEnvironment, createScratch, root, type Started, start } from '../infra/fixtures/scratch.ts';
import { isRunning } from '../world/process.ts';
import { TurnClient } from '../world/turn-client.ts';
import { noTurnServer } from '../world/turn-server.ts';
import { until } from '../world/until.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

function turn(dataDir: string, env: Readonly<Record<string, string>> = {}): Started {
  const settings = cleanEnvironment({ BUSKER_DATA_DIR: dataDir, ...env });
  return start(process.execPath, [join(root, 'infra/commands/turn.ts')], { env: settings });
}

function coturnOf(dataDir: string): number {
  return JSON.parse(readFileSync(join(dataDir, 'turn/run.json'), 'utf8')).children.turn?.pid ?? 0;
}

t.test('says what is missing, and with --no-system-install does nothing', async (t) => {
  const folder = scratch.folder('apt');
  mkdirSync(folder);
  writeFileSync(join(folder, 'apt-get'), '#!/bin/sh\nexit 1\n');
  chmodSync(join(folder, 'apt-get'), 0o755);
  const env = { ...cleanEnvironment(), PATH: folder };
  const asked = start(process.execPath, [join(root, 'infra/run.mjs'), 'turn', '--no-system-install'], { env });
  t.equal(await asked.ends(), 1, 'something is missing');
  t.match(asked.output(), /Debian package coturn: relays media/, 'it says what, and what for');
  t.match(asked.output(), 'nothing was done', 'and that it did nothing');
});

t.test('A TURN server for this machine', { skip: noTurnServer }, async (t) => {
  const dataDir = scratch.folder('data');
  const first = turn(dataDir);
  await first.says('TURN_SECRET_FILE=');
  const pid = coturnOf(dataDir);
  const settings = turnSettings(dataDir);
  t.match(first.output(), `TURN_URLS=${settings.TURN_URLS}`, 'it says where it is');
  t.match(first.output(), 'It relays to 127.0.0.1 and to nobody else', 'and to whom it relays');
  t.notMatch(first.output(), settings.TURN_SECRET ?? '', 'but not its secret');
  for (const file of ['secret', 'settings.json', 'turnserver.conf'])
    t.equal(statSync(join(dataDir, 'turn', file)).mode & 0o077, 0, `${file} is its owner’s alone`);

  const found = readConfig(settings).turn;
  const [server] = grantTurn(found, 'somebody', Date.now());
  const port = Number(/:(\d+)\?/.exec(settings.TURN_URLS ?? '')?.[1]);
  const client = await TurnClient.open({ host: '127.0.0.1', port }, server ?? { username: '', credential: '' });
  t.equal(await client.allocate(), 'granted', 'what a Busker of this data directory grants opens it');
  t.equal(await client.permit('127.0.0.1'), 'granted', 'to this machine’s media node');
  t.equal(await client.permit('127.0.0.2'), 403, 'and to nothing else of it');
  client.close();

  const second = turn(dataDir);
  t.equal(await second.ends(), 1, 'a second one in the same data directory is refused');
  t.match(second.output(), /^The data directory .* is in use by the supervisor with pid \d+/m, 'in one sentence');

  const beganMs = performance.now();
  first.child.kill('SIGINT');
  t.equal(await first.ends(), 0, 'Ctrl-C ends it in good order');
  t.ok(performance.now() - beganMs < 5_000, 'within 5 s');
  t.notOk(isRunning(pid), 'coturn with it');
  t.same(turnSettings(dataDir), {}, 'and the next start of Busker does not look for it');
});

t.test('After kill -9 the next one ends what was left', { skip: noTurnServer }, async (t) => {
  const dataDir = scratch.folder('killed');
  const first = turn(dataDir);
  await first.says('TURN_SECRET_FILE=');
  const [pid, before] = [coturnOf(dataDir), turnSettings(dataDir)];
  first.child.kill('SIGKILL');
  await first.ends();
  const second = turn(dataDir);
  await second.says('TURN_SECRET_FILE=');
  t.notOk(isRunning(pid), 'the old one is gone');
  t.same(turnSettings(dataDir), before, 'address and secret are the same');

  const now = coturnOf(dataDir);
  process.kill(now, 'SIGKILL');
  await until('another coturn', () => ![0, now].includes(coturnOf(dataDir)), { withinMs: 15_000 });
  t.pass('a coturn that dies is started again');
  second.child.kill('SIGTERM');
  t.equal(await second.ends(), 0, 'SIGTERM ends it too');
  t.notOk(isRunning(coturnOf(dataDir)), 'nothing is left');
});

t.test('a media node that has a name and no address', async (t) => {
  const started = turn(scratch.folder('named'), { MEDIA_ANNOUNCED_IP: 'media.example' });
  t.equal(await started.ends(), 1, 'it stops');
  t.match(started.output(), /MEDIA_ANNOUNCED_IP is media\.example: .*\./, 'and says why');
});
