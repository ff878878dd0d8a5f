/**
 * The bank's processes as the one that starts them sees them. One that ends before it was asked to fails what waits for it.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Told } from './messages.ts';

export class Worker {
  readonly #child: ChildProcess;
  readonly #lost: Promise<never>;

  private constructor(name: string) {
    this.#child = fork(new URL(`./${name}.ts`, import.meta.url), { execArgv: ['--no-warnings'] });
    this.#lost = once(this.#child, 'exit').then(([code, signal]) => {
      throw new Error(`The ${name} of the bank ended with ${code ?? signal}`);
    });
    this.#lost.catch(() => undefined);
  }

  /** Resolves when it is ready to begin. @param given its first message */
  static async start(name: string, given: object): Promise<Worker> {
    const worker = new Worker(name);
    worker.#child.send(given);
    await worker.hear();
    return worker;
  }

  async tell(told: Told): Promise<void> {
    if (!this.#child.connected) await this.#lost;
    this.#child.send(told);
  }

  /** Its next message. */
  async hear(): Promise<unknown> {
    const [said] = await Promise.race([once(this.#child, 'message'), this.#lost]);
    return said;
  }

  /** Has it finish what is under way. @returns what it reports */
  async end<Report>(): Promise<Report> {
    const report = this.hear();
    await this.tell({ stop: true });
    return (await report) as Report;
  }

  /** Ends it whatever it does. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
