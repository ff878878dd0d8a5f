/**
 * This node's connection to another media node, as API nodes have one: requests, answers and events. It does not reconnect:
 * with it ends everything that stood on it, at both ends. A node that does not answer a ping for some seconds is gone.
 */
import { once } from 'node:events';
import jwt from 'jsonwebtoken';
import { WebSocket } from 'ws';
import {
  ControlAnswer,
  type ControlEvent,
  type ControlEventName,
  type ControlMethod,
  type ControlParams,
  type ControlResult,
  controlAudience,
  controlEvents,
  controlMethods,
} from '#protocol/media/control.ts';
import { ControlRefusal, mediaUnavailable } from '../rooms/refusals.ts';

/** Shorter than an API node waits for this one. */
const answerTimeoutMs = 3_500;
const handshakeTimeoutMs = 1_500;
const pingEveryMs = 1_000;
/** Pings in a row without an answer. */
const silentPings = 3;
const tokenLastsSeconds = 60;

export interface PeerLinkOptions {
  readonly url: string;
  /** Key of the tokens that open a control socket. */
  readonly key: Buffer;
  readonly onEvent: (event: ControlEvent) => void;
  /** Called once, when it ends for any reason. */
  readonly onClose: () => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (refused: ControlRefusal) => void;
  readonly timer: NodeJS.Timeout;
}

export class PeerLink {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  readonly #pinging: NodeJS.Timeout;
  #unanswered = 0;
  #lastId = 0;

  private constructor(socket: WebSocket, { onEvent, onClose }: PeerLinkOptions) {
    this.#socket = socket;
    this.#pinging = setInterval(() => this.#ping(), pingEveryMs);
    socket.on('message', (data) => this.#take(String(data), onEvent));
    socket.on('pong', () => {
      this.#unanswered = 0;
    });
    socket.on('error', () => socket.terminate());
    socket.once('close', () => {
      clearInterval(this.#pinging);
      for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(mediaUnavailable());
      onClose();
    });
  }

  /** @throws Error where the node cannot be reached, or does not let this one in */
  static async open(options: PeerLinkOptions): Promise<PeerLink> {
    const token = jwt.sign({}, options.key, {
      ...{ algorithm: 'HS256', audience: controlAudience, expiresIn: tokenLastsSeconds },
    });
    const headers = { authorization: `Bearer ${token}` };
    const socket = new WebSocket(options.url, {
      ...{ headers, handshakeTimeout: handshakeTimeoutMs, perMessageDeflate: false },
    });
    await once(socket, 'open');
    return new PeerLink(socket, options);
  }

  get gone(): boolean {
    return this.#socket.readyState !== WebSocket.OPEN;
  }

  /** @throws ControlRefusal as the other node refuses; MEDIA_UNAVAILABLE where it does not answer */
  async request<M extends ControlMethod>(method: M, params: ControlParams<M>): Promise<ControlResult<M>> {
    if (this.gone) throw mediaUnavailable();
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(id)?.reject(mediaUnavailable()), answerTimeoutMs);
      this.#waiting.set(id, { resolve, reject, timer });
    });
    this.#socket.send(JSON.stringify({ id, method, params }));
    return controlMethods[method].result.parse(await answer) as ControlResult<M>;
  }

  /** Idempotent. */
  close(): void {
    this.#socket.close();
  }

  #ping(): void {
    this.#unanswered += 1;
    if (this.#unanswered > silentPings) this.#socket.terminate();
    else this.#socket.ping();
  }

  #take(text: string, onEvent: PeerLinkOptions['onEvent']): void {
    try {
      const message: { event?: string; body?: unknown } = JSON.parse(text);
      if (message.event === undefined) this.#answered(ControlAnswer.parse(message));
      else if (Object.hasOwn(controlEvents, message.event)) {
        const event = message.event as ControlEventName;
        onEvent({ event, body: controlEvents[event].parse(message.body) } as ControlEvent);
      }
    } catch {
      // Not of our protocol: nothing that it says can be relied on.
      this.#socket.terminate();
    }
  }

  #answered(answer: ReturnType<typeof ControlAnswer.parse>): void {
    const waiting = this.#settle(answer.id);
    if (answer.ok) waiting?.resolve(answer.result);
    else waiting?.reject(new ControlRefusal(answer.error.error, answer.error.message));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }
}
