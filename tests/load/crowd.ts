/**
 * Viewers in a process of their own, so that they share no thread with whoever measures them.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { CrowdAnswer, CrowdAsk, CrowdPlan, ViewerSeen } from './crowd-words.ts';

const program = new URL('./crowd-process.ts', import.meta.url);

export class Crowd {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: CrowdAnswer) => void>();
  #nextId = 1;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', ({ id, given }: { id: number; given: CrowdAnswer }) => {
      this.#waiting.get(id)?.(given);
      this.#waiting.delete(id);
    });
  }

  /** They begin to come in. */
  static async open(plan: CrowdPlan): Promise<Crowd> {
    const crowd = new Crowd(fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }));
    await crowd.#ask({ ask: 'open', plan });
    return crowd;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Everything is counted anew from now on. */
  async mark(): Promise<void> {
    await this.#ask({ ask: 'mark' });
  }

  async look(): Promise<readonly ViewerSeen[]> {
    return (await this.#ask({ ask: 'look' })).viewers ?? [];
  }

  /** How long each packet took since the last mark, in milliseconds, viewer by viewer in the order they came. */
  async delaysMs(): Promise<readonly (readonly number[])[]> {
    return (await this.#ask({ ask: 'delays' })).delaysMs ?? [];
  }

  /** The network is back, as a browser tells a page. */
  async online(): Promise<void> {
    await this.#ask({ ask: 'online' });
  }

  /** Idempotent: they leave, and the process ends. */
  async close(): Promise<void> {
    if (!this.#child.connected) return;
    await this.#ask({ ask: 'leave' });
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }

  #ask(asked: CrowdAsk): Promise<CrowdAnswer> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('The process of the viewers is gone.'));
      this.#child.once('exit', gone);
      this.#waiting.set(id, (answer) => {
        this.#child.off('exit', gone);
        resolve(answer);
      });
      this.#child.send({ id, asked });
    });
  }
}
