/**
 * A real coturn of the test's own, configured by `turn/` as every one of ours is, on loopback unless it is told otherwise.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCommand } from '../../infra/bootstrap/find-command.mjs';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { turnChild } from '../../infra/turn/turn-child.ts';
import type { TurnPlace } from '../../turn/configuration.ts';
import { until } from './until.ts';

export interface TurnServer {
  readonly host: string;
  readonly port: number;
  readonly tlsPort: number;
  readonly pid: number;
  readonly secret: string;
  /** What it has written so far. */
  log(): string;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface TurnWishes {
  readonly place?: Partial<TurnPlace>;
  /** The configuration made otherwise than it ships. */
  readonly edit?: (text: string) => string;
  /** Runs it in this network namespace. */
  readonly namespace?: string;
}

/** Why there is none on this machine; false where there is. For the `skip` of a test. */
export const noTurnServer: string | false =
  findCommand('turnserver') === undefined && 'not run: coturn (the Debian package) is not installed here';

const secret = 'the secret of a test';
/** Runs a command until the shell's input closes, and says its pid. coturn ends at once when it is told to. */
const keepUntilClosed = `
  trap "" INT TERM HUP
  (trap - INT TERM HUP; exec "$@" < /dev/null) & child=$!
  echo "pid $child"
  read -r line
  kill -s TERM "$child"
  wait "$child"`;

/** Starts it and waits until it answers. */
export async function openTurnServer({ place = {}, edit, namespace }: TurnWishes = {}): Promise<TurnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'busker-turn-'));
  const port = await findPrivatePorts(102);
  const full: TurnPlace = {
    ...{ listenIps: ['127.0.0.1'], port, relayPorts: { first: port + 2, last: port + 101 }, tls: null },
    ...{ realm: 'busker.test', secret: secret.replaceAll(' ', '-'), mediaIps: ['127.0.0.2'], folder, ...place },
  };
  const spec = turnChild(full);
  const file = join(folder, 'turnserver.conf');
  if (edit !== undefined) writeFileSync(file, edit(readFileSync(file, 'utf8')));
  const inside = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace];
  // When our end of its input closes, because we are gone however that came, the shell ends it.
  const args = ['-c', keepUntilClosed, 'sh', ...inside, spec.command, ...spec.args];
  const child = spawn('sh', args, { env: { ...spec.env }, cwd: spec.cwd, stdio: 'pipe', detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
  child.stdin.on('error', () => undefined);
  const ended = once(child, 'exit');
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    child.stdin.end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const server: TurnServer = {
    ...{ host: full.listenIps[0] ?? '', port: full.port, tlsPort: full.tls?.port ?? 0, secret: full.secret },
    get pid() {
      return Number(/^pid (\d+)$/m.exec(said)?.[1]);
    },
    log: () => said,
    close: () => (closing ??= close()),
  };
  await until('coturn', () => spec.ready(), { withinMs: 15_000 }).catch(async (error: unknown) => {
    await server.close();
    throw new Error(`coturn did not start:\n${said}`, { cause: error });
  });
  return server;
}
