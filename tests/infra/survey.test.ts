/** What `npm start` says and does where something of the system is missing. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { commands } from '../../infra/bootstrap/command-list.mjs';
import { postgres15Need } from '../../infra/bootstrap/system-needs.mjs';
import { cleanEnvironment, createScratch, root, type Started, start } from './fixtures/scratch.ts';

const scratch = createScratch();
t.teardown(() => scratch.remove());

const nobody = 65_534;
const emptyFolder = scratch.folder('nothing');
const aptFolder = scratch.folder('apt');
const aptWasCalled = scratch.folder('apt-was-called');
mkdirSync(emptyFolder);
mkdirSync(aptFolder);
writeFileSync(join(aptFolder, 'apt-get'), `#!/bin/sh\ntouch ${aptWasCalled}\n`);
chmodSync(join(aptFolder, 'apt-get'), 0o755);

function run(args: readonly string[], PATH: string, options: { uid?: number; gid?: number } = {}): Started {
  // A worker that is given is not looked for, so that Redis is all that is missing.
  const env = { ...cleanEnvironment({ MEDIA_WORKER_BIN: 'given' }), PATH };
  return start(process.execPath, [join(root, 'infra/run.mjs'), ...args], { env, ...options });
}

t.test('--no-system-install prints what would be installed and stops', async (t) => {
  const missing = run(['start', '--no-system-install'], aptFolder);
  t.equal(await missing.ends(), 1, 'something is missing');
  t.match(missing.output(), 'Debian package redis-server: keeps sessions', 'it says what and why');
  t.match(missing.output(), 'nothing was done', 'and that it did nothing');
  t.notOk(existsSync(aptWasCalled), 'apt-get was not called');

  const given = run(['check', '--no-system-install'], emptyFolder);
  t.equal(await given.ends(), 0, 'a command that needs nothing of the system has nothing to list');
});

t.test(
  'An OpenSSL by which strangers end streams is listed with those that are missing, a sound one is not',
  async (t) => {
    const old = scratch.folder('old-openssl');
    mkdirSync(old);
    const script = (name: string, text: string): void => {
      writeFileSync(join(old, name), `#!/bin/sh\n${text}\n`);
      chmodSync(join(old, name), 0o755);
    };
    script('dpkg-query', 'echo "Package: libssl3"; echo "Version: 3.0.19-1~deb12u2"');
    for (const [sound, status] of [
      [false, 1],
      [true, 0],
    ] as const) {
      script('dpkg', `[ "$*" = "--compare-versions 3.0.19-1~deb12u2 ge 3.0.22" ] && exit ${status}; exit 2`);
      const env = { ...cleanEnvironment({}), PATH: old };
      const asked = start(process.execPath, [join(root, 'infra/run.mjs'), 'start', '--no-system-install'], { env });
      await asked.ends();
      t.equal(/libssl3.*: with OpenSSL 3\.0\.19-1~deb12u2 one forged packet/.test(asked.output()), !sound);
    }
  },
);

t.test("Debian's Postgres 15 is listed on the Debian that has it, unless it is there", async (t) => {
  const [programs, release] = [scratch.folder('programs'), scratch.folder('os-release')];
  mkdirSync(programs);
  writeFileSync(release, 'NAME="Debian GNU/Linux"\nVERSION_CODENAME=bookworm\n');
  t.match(postgres15Need(programs, release), [{ packages: ['postgresql-15'], service: 'postgresql', required: false }]);
  t.same(postgres15Need(programs, scratch.folder('no-release')), []);
  writeFileSync(join(programs, 'postgres'), '');
  t.same(postgres15Need(programs, release), []);
  writeFileSync(release, 'NAME="Ubuntu"\nVERSION_CODENAME=noble\n');
  t.same(postgres15Need(emptyFolder, release), []);
  const wants = Object.entries(commands).filter(([, command]) => command.postgres15 === true);
  t.same(
    wants.map(([name]) => name),
    ['test', 'prove'],
  );
});

t.test('Redis missing on a system without apt-get', async (t) => {
  const started = run(['start'], emptyFolder);
  t.equal(await started.ends(), 1, 'it stops');
  t.match(started.output(), /^Redis is missing and this system has no apt-get: install .*redis-server.*again\.$/m);
});

t.test('Redis missing and no right to install', async (t) => {
  const asRoot = process.getuid?.() === 0;
  const started = run(['start'], aptFolder, asRoot ? { uid: nobody, gid: nobody } : {});
  t.equal(await started.ends(), 1, 'it stops');
  t.match(started.output(), /^Redis is missing and this user may not install: .*apt-get install.*redis-server/m);
  t.notOk(existsSync(aptWasCalled), 'apt-get was not called');
});

t.test('commands', async (t) => {
  const later = run(['relay'], emptyFolder);
  t.equal(await later.ends(), 2, 'a command of a later release');
  t.match(later.output(), /^"relay" .* comes with a later release\.\n$/, 'says so in one sentence');
  const unknown = run(['dance'], emptyFolder);
  t.equal(await unknown.ends(), 2, 'an unknown command');
  t.match(unknown.output(), /^Usage: node infra\/run\.mjs </, 'lists those that there are');
});
