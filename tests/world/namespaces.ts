/**
 * A network of a test's own, in three network namespaces of Linux: who watches, the TURN server, and Busker. The first reaches
 * the second, the second the third, and nothing is passed on between them: whoever watches can do so only through TURN.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { findCommand } from '../../infra/bootstrap/find-command.mjs';

/** Names of the namespaces, and the addresses in them. */
export interface Network {
  readonly viewer: string;
  readonly turn: string;
  readonly busker: string;
}

export const addresses = {
  viewer: '10.213.1.1',
  /** As the viewer sees the TURN server, and as Busker does. */
  turnOutside: '10.213.1.2',
  turnInside: '10.213.2.2',
  busker: '10.213.2.1',
} as const;

/** Why no such network can be made here; false where it can. For the `skip` of a test. */
export const noNamespaces: string | false = reason();

/** Makes the network. What still runs in it ends with `close`, and with this process however that ends. */
export async function openNetwork(): Promise<Network & { close(): Promise<void> }> {
  const name = (which: string): string => `busker-${process.pid}-${which}`;
  const network: Network = { viewer: name('viewer'), turn: name('turn'), busker: name('busker') };
  const names = Object.values(network);
  // It outlives us: when our end of its input closes, it ends what runs in the namespaces, and removes them.
  const end = 'read -r line; for ns; do ip netns pids "$ns" | xargs -r kill -KILL; ip netns delete "$ns"; done';
  const shell = ['-c', `trap "" INT TERM HUP; ${end}`, 'sh', ...names];
  const guard = spawn('sh', shell, { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const ended = once(guard, 'exit');
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    guard.stdin?.end();
    await ended;
  };
  try {
    lay(network);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...network,
    close() {
      closing ??= close();
      return closing;
    },
  };
}

function lay({ viewer, turn, busker }: Network): void {
  for (const namespace of [viewer, turn, busker]) {
    ip('netns', 'add', namespace);
    ip('-n', namespace, 'link', 'set', 'lo', 'up');
  }
  join([viewer, 'out', addresses.viewer], [turn, 'outside', addresses.turnOutside]);
  join([turn, 'inside', addresses.turnInside], [busker, 'out', addresses.busker]);
  // Packets for anybody else do leave; they get no further.
  ip('-n', viewer, 'route', 'add', 'default', 'via', addresses.turnOutside);
}

type End = readonly [namespace: string, device: string, address: string];

function join([namespace, device, address]: End, [other, otherDevice, otherAddress]: End): void {
  ip('-n', namespace, 'link', 'add', device, 'type', 'veth', 'peer', 'name', otherDevice, 'netns', other);
  for (const [where, which, at] of [
    [namespace, device, address],
    [other, otherDevice, otherAddress],
  ] as const) {
    ip('-n', where, 'address', 'add', `${at}/30`, 'dev', which);
    ip('-n', where, 'link', 'set', which, 'up');
  }
}

function ip(...args: string[]): void {
  const { status, stderr } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${stderr}`);
}

function reason(): string | false {
  if (process.getuid?.() !== 0) return 'not run: only root can make network namespaces';
  if (findCommand('ip') === undefined) return 'not run: ip (the Debian package iproute2) is not installed here';
  const probe = `busker-${process.pid}-probe`;
  const made = spawnSync('ip', ['netns', 'add', probe]).status === 0;
  const joined =
    made && spawnSync('ip', ['-n', probe, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two']).status === 0;
  if (made) spawnSync('ip', ['netns', 'delete', probe]);
  return joined ? false : 'not run: this system does not let root make network namespaces';
}
