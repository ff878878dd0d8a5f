/**
 * A page's side of `/ws` without a page: speaks the protocol, or anything else. Every frame of the server is held against
 * the protocol as it arrives; waiting always has a deadline.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import type { ErrorBody } from '#protocol/errors.ts';
import {
  type Answer,
  type Hello,
  type NoteEnvelope,
  protocolVersion,
  ServerMessage,
  type Welcome,
} from '#protocol/socket/envelope.ts';
import { type NoteBody, type NoteName, readNote } from '#protocol/socket/notes.ts';
import { type MethodName, methods, type Params, type Result } from '#protocol/socket/requests.ts';
import { loopbackAddress } from './loopback-address.ts';
import { type Patience, until } from './until.ts';

export interface SocketWishes {
  readonly address?: string;
  /** Where the server is called; absent: 127.0.0.1. */
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly path?: string;
  /** The first request's id, where ids have been used up before. */
  readonly firstId?: number;
}

/** How a socket ended. */
export interface Ending {
  /** Code of the last `error` frame; undefined where none came. */
  readonly error: string | undefined;
  readonly close: number;
  readonly reason: string;
}

export class TestSocket {
  /** Everything the server said, in order, out of its arrays. */
  readonly said: ServerMessage[] = [];
  /** What was not of the protocol; must stay empty. */
  readonly broken: string[] = [];
  readonly #socket: WebSocket;
  readonly #tcp: () => Socket | undefined;
  readonly #closed: Promise<Ending>;
  /** Of the next request. */
  nextId = 1;

  private constructor(socket: WebSocket, tcp: () => Socket | undefined) {
    this.#socket = socket;
    this.#tcp = tcp;
    socket.on('message', (data) => this.#take(String(data)));
    socket.on('error', () => undefined);
    this.#closed = once(socket, 'close').then(([close, reason]) => ({
      error: this.lastError()?.error,
      close: close as number,
      reason: String(reason),
    }));
  }

  /** Connected, nothing said yet. @throws Error with `status` where the door is shut */
  static async connect({ port }: { port: number }, wishes: SocketWishes = {}): Promise<TestSocket> {
    const { address = loopbackAddress(), headers = {}, host = '127.0.0.1', path = '/ws', firstId = 1 } = wishes;
    let tcp: Socket | undefined;
    const options = { localAddress: address, headers, perMessageDeflate: false };
    const socket = new WebSocket(`ws://${host}:${port}${path}`, options);
    socket.once('upgrade', (response) => {
      tcp = response.socket;
    });
    const client = new TestSocket(socket, () => tcp);
    client.nextId = firstId;
    const { promise, resolve, reject } = Promise.withResolvers<TestSocket>();
    socket.once('open', () => resolve(client));
    socket.once('unexpected-response', (request, response) => {
      request.destroy();
      reject(Object.assign(new Error('the door is shut'), { status: response.statusCode }));
    });
    socket.once('error', reject);
    return promise;
  }

  /** Connected and welcome. */
  static async open(at: { port: number }, hello: Partial<Hello> = {}, wishes: SocketWishes = {}): Promise<TestSocket> {
    const socket = await TestSocket.connect(at, wishes);
    await socket.hello(hello);
    return socket;
  }

  /** Says hello. @throws where the welcome does not come */
  hello(hello: Partial<Hello> = {}, patience?: Patience): Promise<Welcome> {
    this.send({ type: 'hello', version: protocolVersion, ...hello });
    return until('welcome', () => this.said.find((message) => message.type === 'welcome'), patience);
  }

  /** Sends a request with the next id. @returns the id */
  request<M extends MethodName>(method: M, params: Params<M>): number {
    const id = this.nextId;
    this.nextId += 1;
    this.send({ type: 'request', id, method, params });
    return id;
  }

  /** Any request, right or wrong. */
  ask(method: string, params: unknown, patience?: Patience): Promise<Answer> {
    return this.answerTo(this.request(method as MethodName, params as Params<MethodName>), patience);
  }

  answerTo(id: number, patience: Patience = { withinMs: 20_000 }): Promise<Answer> {
    const found = () => this.said.find((message): message is Answer => message.type === 'answer' && message.id === id);
    return until(`answer to request ${id}`, found, patience);
  }

  /** A request that must succeed; its result is held against the protocol. @throws with the refusal otherwise */
  async do<M extends MethodName>(method: M, params: Params<M>): Promise<Result<M>> {
    const answer = await this.ask(method, params);
    if (!answer.ok) throw new Error(`${method}: ${answer.error.error} ${answer.error.message}`);
    return methods[method].result.parse(answer.result) as Result<M>;
  }

  /** The refusal of a request; undefined where it was carried out. */
  async refusalOf(method: string, params: unknown): Promise<ErrorBody | undefined> {
    const answer = await this.ask(method, params);
    return answer.ok ? undefined : answer.error;
  }

  /** The code a request is refused with; "ok" where it is not. */
  async codeOf(method: string, params: unknown): Promise<string> {
    return (await this.refusalOf(method, params))?.error ?? 'ok';
  }

  /** Every note so far; with a name, those of it. */
  notes(name?: NoteName): NoteEnvelope[] {
    return this.said.filter(
      (message): message is NoteEnvelope => message.type === 'note' && (name === undefined || message.name === name),
    );
  }

  /** The first note of this name that fits. */
  note<N extends NoteName>(name: N, fits: (body: NoteBody<N>) => boolean = () => true, patience?: Patience) {
    const found = () => this.notes(name).find(({ body }) => fits(body as NoteBody<N>));
    return until(`fitting ${name}`, found, patience);
  }

  lastError(): ErrorBody | undefined {
    const last = this.said.findLast((message) => message.type === 'error');
    return last?.type === 'error' ? last.error : undefined;
  }

  /** How it ends, when the server ends it. */
  async ending({ withinMs = 10_000 }: Patience = {}): Promise<Ending> {
    const timer = Promise.withResolvers<never>();
    const timeout = setTimeout(() => timer.reject(new Error(`it was not closed within ${withinMs} ms`)), withinMs);
    return Promise.race([this.#closed, timer.promise]).finally(() => clearTimeout(timeout));
  }

  /** @throws before it came */
  get welcome(): Welcome {
    const found = this.said.find((message) => message.type === 'welcome');
    if (found === undefined) throw new Error('there was no welcome yet');
    return found;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /** A text or a binary frame. */
  sendFrame(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** Bytes beneath the frames. */
  sendBytes(bytes: Buffer): void {
    this.#tcp()?.write(bytes);
  }

  /** Reads no more: what the server sends piles up there. */
  stopReading(): void {
    this.#tcp()?.pause();
    this.#socket.pause();
  }

  /** Gone without a word, as in a lift. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** The same at a certain moment. */
  async terminateAfter(ms: number): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.terminate();
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await this.#closed;
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as unknown;
    for (const given of Array.isArray(frame) ? frame : [frame]) {
      const read = ServerMessage.safeParse(given);
      if (!read.success || !holds(read.data)) this.broken.push(text);
      else this.said.push(read.data);
    }
  }
}

/** Whether the body of a note is what its name promises. */
function holds(message: ServerMessage): boolean {
  if (message.type !== 'note') return true;
  try {
    return readNote(message) !== undefined;
  } catch {
    return false;
  }
}
