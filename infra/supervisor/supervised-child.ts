/** One child: started, watched, started again when it dies, given up when that does not help, ended when told. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../bootstrap/problem.mjs';
import { ChildLog } from './child-log.ts';
import type { ChildSpec } from './child-spec.ts';
import { identify, type ProcessIdentity, sendSignal } from './process-identity.ts';
import { RestartPolicy } from './restart-policy.ts';
import { waitUntil } from './wait-until.ts';

export interface ChildHooks {
  /** Called at once when the process behind the name changes; undefined while there is none. */
  readonly recorded: (name: string, identity: ProcessIdentity | undefined) => void;
  readonly say: (line: string) => void;
  /** The child died too often; the reason names it, how it ended and its last words. */
  readonly gaveUp: (reason: Problem) => void;
}

/** Output may arrive a moment after the end of a process. */
const lastWordsMs = 200;
const killedWithinMs = 2_000;

export class SupervisedChild {
  readonly spec: ChildSpec;
  readonly #hooks: ChildHooks;
  readonly #log: ChildLog;
  readonly #policy = new RestartPolicy();
  #process: ChildProcess | undefined;
  #pause: NodeJS.Timeout | undefined;
  #stopping = false;
  /** The process that is to be followed by another, without having died. */
  #renewing: ChildProcess | undefined;
  #reason: Problem | undefined;

  constructor(spec: ChildSpec, logFile: string, hooks: ChildHooks) {
    this.spec = spec;
    this.#hooks = hooks;
    this.#log = new ChildLog(logFile, (line) => hooks.say(`  ! ${spec.name}: ${line}`));
  }

  /** Undefined while it is not running. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  start(): void {
    const { command, args, env, cwd, runAs } = this.spec;
    // A process group of its own: Ctrl-C on the terminal reaches us alone, and we end the children in order.
    const child = spawn(command, [...args], { env, cwd, ...runAs, detached: true, stdio: 'pipe' });
    this.#process = child;
    this.#hooks.recorded(this.spec.name, child.pid === undefined ? undefined : identify(child.pid));
    child.stdin.on('error', () => undefined);
    this.#log.follow(child.stdout, child.stderr);
    const closed = Promise.race([
      once(child, 'close').catch(() => undefined),
      once(child, 'exit').then(() => sleep(lastWordsMs)),
    ]);
    child.once('error', (error) => this.#ended(child, error.message));
    child.once('exit', (code, signal) => {
      // What it had started is not left behind.
      if (child.pid !== undefined) sendSignal(child.pid, 'SIGKILL', true);
      void closed.then(() => this.#ended(child, signal === null ? `exit code ${code}` : signal));
    });
  }

  /**
   * Waits until it is ready, through restarts where need be.
   * @throws Problem where it gives up, is stopped, or takes too long
   */
  async untilReady(): Promise<void> {
    const { name, ready, readyTimeoutMs } = this.spec;
    const over = (): boolean => this.#stopping || this.#reason !== undefined;
    const inTime = await waitUntil(async () => over() || (this.pid !== undefined && (await ready())), {
      timeoutMs: readyTimeoutMs,
    });
    if (this.#reason !== undefined) throw this.#reason;
    if (this.#stopping) throw new Problem(`${name} was stopped before it was ready.`);
    if (!inTime) {
      const advice = `${name} was not ready within ${readyTimeoutMs / 1000} s: see ${this.#log.file}.`;
      throw new Problem(advice, this.#log.lastLines.join('\n'));
    }
  }

  /** Tells it to end, and not to come back; `hasEnded` says when it has. */
  stop(): void {
    this.#stopping = true;
    clearTimeout(this.#pause);
    if (this.pid !== undefined) sendSignal(this.pid, this.spec.stopSignal);
    this.#process?.stdin?.end();
  }

  /**
   * Lets it finish what it does, and starts it anew: told by its signal alone, since the end of its standard input ends it at once. One that
   * takes longer than it may is ended. Where it does not run it is waited for.
   * @throws Problem as `untilReady`
   */
  async renew(): Promise<void> {
    const before = this.#process;
    if (before?.pid !== undefined && !this.#stopping) {
      const isGone = (): boolean => this.#process !== before;
      this.#renewing = before;
      sendSignal(before.pid, this.spec.stopSignal);
      const byItself = await waitUntil(() => isGone() || this.#stopping, { timeoutMs: this.spec.renewWithinMs ?? 0 });
      if (!byItself) {
        this.#hooks.say(`  ! ${this.spec.name} did not end by itself and is ended`);
        sendSignal(before.pid, 'SIGKILL', true);
        await waitUntil(isGone, { timeoutMs: killedWithinMs });
      }
    }
    await this.untilReady();
  }

  /** Ends it and all it has started at once. */
  kill(): void {
    this.#stopping = true;
    clearTimeout(this.#pause);
    if (this.pid !== undefined) sendSignal(this.pid, 'SIGKILL', true);
  }

  get hasEnded(): boolean {
    return this.#process === undefined;
  }

  /** Idempotent; for a child that has ended for good. */
  close(): void {
    this.#log.close();
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#process !== child) return;
    this.#process = undefined;
    const { name } = this.spec;
    this.#hooks.recorded(name, undefined);
    if (this.#stopping) return;
    if (this.#renewing === child) {
      this.start();
      return;
    }
    const pauseMs = this.#policy.died(performance.now());
    if (pauseMs === undefined) {
      const sentence = `${name} ended again and again (${how}), five restarts within a minute did not help: see ${this.#log.file}.`;
      this.#reason = new Problem(sentence, this.#log.lastLines.join('\n'));
      this.#hooks.gaveUp(this.#reason);
      return;
    }
    this.#hooks.say(`  ! ${name} ended (${how}) and is started again in ${pauseMs} ms`);
    this.#pause = setTimeout(() => this.start(), pauseMs);
  }
}
