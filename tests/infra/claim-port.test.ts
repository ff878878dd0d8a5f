/** Of many Buskers that start in the same second no two choose the same port, and what the dead chose is free again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { root } from '../../infra/supervisor/checkout.ts';
import { claimPrivatePort } from '../../infra/supervisor/free-port.ts';

const folder = mkdtempSync(join(tmpdir(), 'busker-claims-'));
const ports = Array.from({ length: 40 }, (_, index) => 20_000 + index);
const started: ChildProcess[] = [];
t.teardown(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** A process that claims all of them, says which it was given, and stays. */
async function claimant(): Promise<{ child: ChildProcess; given: number[] }> {
  const script = `import { claimPort } from ${JSON.stringify(join(root, 'infra/supervisor/claim-port.ts'))};
    process.stdin.resume().on('end', () => process.exit());
    console.log(JSON.stringify(${JSON.stringify(ports)}.filter(claimPort)));`;
  const env = { ...process.env, TMPDIR: folder };
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, given: JSON.parse(String(line)) };
}

t.test('nobody is given what another living process has', async (t) => {
  const claimants = await Promise.all(Array.from({ length: 6 }, claimant));
  const given = claimants.flatMap((one) => one.given);
  t.equal(new Set(given).size, given.length, `${given.length} of ${ports.length} were given, none twice`);
  const late = await claimant();
  t.notOk(
    late.given.some((port) => given.includes(port)),
    'nor to one that comes later',
  );
  for (const { child } of [...claimants, late].slice(1)) child.stdin?.end();
  for (const { child } of claimants.slice(0, 1)) child.kill('SIGKILL');
  await Promise.all(started.map((child) => child.exitCode ?? child.signalCode ?? once(child, 'exit')));
  const after = await claimant();
  t.same(after.given, ports, 'all of them once the others ended, one of them by kill -9');
  after.child.stdin?.end();
  await once(after.child, 'exit');
  t.same(readdirSync(join(folder, 'busker-ports')), [], 'and nothing is left behind');
});

t.test('a process is never given one twice', async (t) => {
  const given = Array.from({ length: 600 }, claimPrivatePort);
  t.equal(new Set(given).size, given.length);
});
