/**
 * A media node as the supervisor starts it: the process, with its settings in the environment.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId, newSecret } from '#kernel/ids.ts';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { mediaWorkerBin } from './media-worker.ts';
import { until } from './until.ts';

const entry = join(import.meta.dirname, '../../sfu-workers/main.ts');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stderr: string;
  readonly afterMs: number;
}

export class MediaProcess {
  readonly env: Readonly<Record<string, string>>;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;

  private constructor(env: Readonly<Record<string, string>>) {
    this.env = env;
    // A group of its own, so that what it leaves behind can be told.
    this.child = spawn(process.execPath, [entry], { env: { ...env, PATH: process.env.PATH }, detached: true });
    const kill = (): unknown => this.child.kill('SIGKILL');
    process.once('exit', kill);
    this.child.once('exit', () => process.off('exit', kill));
    this.ended = this.#watch();
  }

  /** @param given settings that shall differ from complete and valid ones; undefined leaves one out */
  static async spawn(redisUrl: string, given: Record<string, string | undefined> = {}): Promise<MediaProcess> {
    const first = await findPrivatePorts(4);
    const settings = {
      BUSKER_SECRET: newSecret(),
      BUSKER_SUPERVISED: '1',
      LOG_LEVEL: 'warn',
      MEDIA_CONTROL_PORT: String(first + 2),
      MEDIA_NODE_ID: newId(),
      MEDIA_PORT: String(first),
      MEDIA_WORKER_BIN: mediaWorkerBin(),
      MEDIA_WORKERS: '2',
      METRICS_PORT: String(first + 3),
      REDIS_URL: redisUrl,
      ...given,
    };
    const set = Object.entries(settings).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return new MediaProcess(Object.fromEntries(set));
  }

  /** Resolves when `/readyz` says so. */
  async ready(): Promise<this> {
    const url = `http://127.0.0.1:${this.env.METRICS_PORT}/readyz`;
    await until('ready media node', async () => (await fetch(url)).ok, { withinMs: 15_000 });
    return this;
  }

  /** Process ids of its mediasoup workers that are alive, whoever their parent is by now. */
  workers(): number[] {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && pid !== this.child.pid && groupOf(pid) === this.child.pid);
  }

  async #watch(): Promise<Ended> {
    const startedAtMs = performance.now();
    let stderr = '';
    this.child.stderr?.on('data', (chunk) => {
      stderr += String(chunk);
    });
    this.child.stdout?.resume();
    const [code, signal] = await once(this.child, 'close');
    return { code, signal, stderr, afterMs: performance.now() - startedAtMs };
  }
}

function groupOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return fields?.[0] === 'Z' ? undefined : Number(fields?.[2]);
  } catch {
    return undefined;
  }
}
