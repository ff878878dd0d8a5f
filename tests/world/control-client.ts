/**
 * An API node's side of the control socket. Everything a node says is held against the protocol.
 */
import { once } from 'node:events';
import jwt from 'jsonwebtoken';
import { WebSocket } from 'ws';
import type { z } from 'zod';
import {
  ControlAnswer,
  type ControlEventName,
  type ControlMethod,
  type ControlParams,
  type ControlResult,
  controlAudience,
  controlEvents,
  controlMethods,
} from '#protocol/media/control.ts';
import { type Patience, until } from './until.ts';

type Answer = z.infer<typeof ControlAnswer>;
export type EventBody<N extends ControlEventName> = z.infer<(typeof controlEvents)[N]>;

/** A token as an API node makes it. */
export function controlToken(key: Buffer, options: jwt.SignOptions = {}): string {
  return jwt.sign({}, key, { algorithm: 'HS256', audience: controlAudience, ...options });
}

export class ControlClient {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  readonly #seen: { name: string; body: unknown; atMs: number }[] = [];
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#take(JSON.parse(String(data))));
    socket.on('error', () => undefined);
  }

  static async connect(port: number, token: string): Promise<ControlClient> {
    const headers = { authorization: `Bearer ${token}` };
    const client = new ControlClient(new WebSocket(`ws://127.0.0.1:${port}`, { headers }));
    await once(client.#socket, 'open');
    return client;
  }

  /** Any request, right or wrong. */
  async ask(method: string, params: unknown): Promise<Answer> {
    const id = this.#nextId;
    this.#nextId += 1;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.sendText(JSON.stringify({ id, method, params }));
    const answer = await answered;
    this.#waiting.delete(id);
    return answer;
  }

  /** A request that must succeed. @throws with the refusal otherwise */
  async do<M extends ControlMethod>(method: M, params: ControlParams<M>): Promise<ControlResult<M>> {
    const answer = await this.ask(method, params);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.error} ${answer.error.message}`);
    return controlMethods[method].result.parse(answer.result) as ControlResult<M>;
  }

  /** The code a request is refused with; "ok" where it is not. */
  async codeOf<M extends ControlMethod>(method: M, params: ControlParams<M>): Promise<string> {
    const answer = await this.ask(method, params);
    return answer.ok ? 'ok' : answer.error.error;
  }

  /** Every event of this name so far. */
  seen<N extends ControlEventName>(name: N): EventBody<N>[] {
    return this.#seen.filter((event) => event.name === name).map(({ body }) => body as EventBody<N>);
  }

  /** The first event of this name that fits. */
  event<N extends ControlEventName>(name: N, fits: (body: EventBody<N>) => boolean = () => true, patience?: Patience) {
    return until(`fitting ${name}`, () => this.seen(name).find(fits), patience);
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** The code the node closed this connection with. */
  async closed(): Promise<number> {
    if (this.#socket.readyState === this.#socket.CLOSED) return 0;
    const [code] = await once(this.#socket, 'close');
    return code as number;
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === this.#socket.CLOSED) return;
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #take(message: { event?: ControlEventName; body?: unknown }): void {
    if (message.event !== undefined) {
      const body = controlEvents[message.event].parse(message.body);
      this.#seen.push({ name: message.event, body, atMs: performance.now() });
      return;
    }
    const answer = ControlAnswer.parse(message);
    this.#waiting.get(answer.id)?.(answer);
  }
}
