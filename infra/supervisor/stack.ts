/**
 * A whole running Busker, or parts of it: what `npm start` shows and what tests stand on. Opens the data directory, starts
 * the stores, migrates and seeds, starts our own processes, keeps them alive, and ends all of it in order.
 */
import { join } from 'node:path';
import type { Environment } from '#config/config.ts';
import type { Problem } from '../bootstrap/problem.mjs';
import type { Steps } from '../bootstrap/steps.mjs';
import { root } from './checkout.ts';
import type { ChildSpec } from './child-spec.ts';
import { asDiskProblem } from './data-directory.ts';
import { type NodeChildContext, nodeChildren } from './node-children.ts';
import { openRun, type Run, type RunRequest } from './open-run.ts';
import { identify, type ProcessIdentity } from './process-identity.ts';
import { renewOneByOne } from './renew.ts';
import { writeRunFile } from './run-file.ts';
import { shutDown } from './shutdown.ts';
import { type Ground, prepareDatabase, startOwnProcesses, startStores } from './start-order.ts';
import { SupervisedChild } from './supervised-child.ts';

export interface StackOptions {
  readonly env: Environment;
  /** Instead of BUSKER_DATA_DIR. */
  readonly dataDir?: string;
  readonly log: Steps;
  /** Which of postgres, redis, migrate, seed, media, server, jobs to start; absent: all. */
  readonly only?: readonly string[];
  /** Instead of our own processes; `only` chooses among them by name. */
  readonly nodeChildren?: (context: NodeChildContext) => readonly ChildSpec[];
}

export class Stack {
  readonly #options: StackOptions;
  readonly #children = new Map<string, SupervisedChild>();
  readonly #identities = new Map<string, ProcessIdentity>();
  readonly #end = Promise.withResolvers<Problem | undefined>();
  #run: Run | undefined;
  #opening: Promise<Run> | undefined;
  #stopping: Promise<void> | undefined;
  #renewing: Promise<void> | undefined;
  #oneOff: { kill(): void } | undefined;
  #reason: Problem | undefined;

  constructor(options: StackOptions) {
    this.#options = options;
  }

  /** Resolves when everything has ended: with a reason where it was not asked to. */
  get ended(): Promise<Problem | undefined> {
    return this.#end.promise;
  }

  /** The pids of what runs now, by name. */
  get children(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#identities].map(([name, { pid }]) => [name, pid]));
  }

  /** @throws Error before `open` */
  get run(): Run {
    if (this.#run === undefined) throw new Error('The stack is not open yet');
    return this.#run;
  }

  /**
   * Settles what can be refused before anything starts. Idempotent; `start` does it where it was not done.
   * @throws ConfigError or Problem, one sentence each
   */
  async open(): Promise<Run> {
    const { env, dataDir, log } = this.#options;
    const request: RunRequest = { root, env, dataDir, log, wants: (part) => this.#wants(part) };
    this.#opening ??= openRun(request);
    this.#run = await this.#opening;
    return this.#run;
  }

  /** Starts all parts and waits until they are ready; stops again where one cannot be. */
  async start(): Promise<void> {
    const run = await this.open();
    try {
      await startStores(this.#ground, run);
      await prepareDatabase(this.#ground, run);
      await startOwnProcesses(this.#ground, this.#ownChildren(run));
    } catch (error) {
      await this.stop();
      throw asDiskProblem(this.#reason ?? error, run.directory.root);
    }
  }

  /** Ends everything in order within 5 s. Idempotent. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /**
   * Starts the media nodes anew, one after the other, each when it is empty. Asked again meanwhile, it is the same.
   * @throws Problem where there are not two, or one does not come back
   */
  renew(): Promise<void> {
    this.#renewing ??= renewOneByOne([...this.#children.values()], this.#options.log.say).finally(() => {
      this.#renewing = undefined;
    });
    return this.#renewing;
  }

  /** Ends everything at once. */
  kill(): void {
    this.#oneOff?.kill();
    for (const child of this.#children.values()) child.kill();
  }

  get #ground(): Ground {
    return {
      log: this.#options.log,
      wants: (part) => this.#wants(part),
      startChild: (spec) => this.#startChild(spec),
      follow: (oneOff) => {
        this.#refuseWhenStopping();
        this.#oneOff = oneOff;
      },
      logFile: (name) => this.#logFile(name),
      refuseWhenStopping: () => this.#refuseWhenStopping(),
    };
  }

  #wants(part: string): boolean {
    const { only } = this.#options;
    return only === undefined || only.includes(part);
  }

  #logFile(name: string): string {
    return join(this.run.directory.logs, `${name}.log`);
  }

  #refuseWhenStopping(): void {
    if (this.#stopping !== undefined) throw new Error('The stack is stopping');
  }

  async #startChild(spec: ChildSpec): Promise<void> {
    this.#refuseWhenStopping();
    const child = new SupervisedChild(spec, this.#logFile(spec.name), {
      recorded: (name, identity) => this.#record(name, identity),
      say: this.#options.log.say,
      gaveUp: (reason) => void this.#giveUp(reason),
    });
    this.#children.set(spec.name, child);
    child.start();
    await child.untilReady();
  }

  async #stop(): Promise<void> {
    this.#oneOff?.kill();
    await shutDown([...this.#children.values()]);
    if (this.#run !== undefined) {
      this.#writeRunFile(false);
      this.#run.release();
    }
    this.#end.resolve(this.#reason);
  }

  async #giveUp(reason: Problem): Promise<void> {
    this.#reason ??= reason;
    await this.stop();
  }

  #ownChildren({ config, ports, childEnv }: Run): readonly ChildSpec[] {
    const table = this.#options.nodeChildren ?? nodeChildren;
    const { http, media } = config;
    // All media nodes are one part.
    return table({ root, env: childEnv, ports, listenIp: http.listenIp, media }).filter(({ name }) =>
      this.#wants(name.replace(/^media-\d+$/, 'media')),
    );
  }

  #record(name: string, identity: ProcessIdentity | undefined): void {
    if (identity === undefined) this.#identities.delete(name);
    else this.#identities.set(name, identity);
    this.#writeRunFile(true);
  }

  #writeRunFile(running: boolean): void {
    const { directory, ports } = this.run;
    const children = Object.fromEntries(this.#identities);
    try {
      writeRunFile(directory.runFile, { ...(running ? identify(process.pid) : {}), ports: { ...ports }, children });
    } catch (error) {
      this.#options.log.say(
        `  ! ${directory.runFile} cannot be written: ${error instanceof Error ? error.message : error}`,
      );
    }
  }
}

/** What a test or a script stands on. */
export interface StartedStack {
  readonly urls: Run['urls'];
  readonly ports: Run['ports'];
  /** Pids by name, as they are now. */
  readonly children: Readonly<Record<string, number>>;
  readonly ended: Promise<Problem | undefined>;
  stop(): Promise<void>;
}

/** Starts a stack or some of its parts and waits until it is ready. */
export async function startStack(options: StackOptions): Promise<StartedStack> {
  const stack = new Stack(options);
  await stack.start();
  const { urls, ports } = stack.run;
  return {
    urls,
    ports,
    get children() {
      return stack.children;
    },
    ended: stack.ended,
    stop: () => stack.stop(),
  };
}
