/**
 * A program that speaks HTTP with a running Busker: typed by the routes of the protocol, or as wrong as a test wants.
 * Each client has a loopback address of its own, so that the limits of one are not the limits of another.
 */
import { type IncomingHttpHeaders, request } from 'node:http';
import type { SignedIn } from '#protocol/http/auth.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf, Route } from '#protocol/http/route.ts';
import { type RouteName, routes } from '#protocol/http/routes.ts';
import { demoPassword } from '../../prisma/demo.ts';
import { loopbackAddress } from './loopback-address.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly bytes: Buffer;
  /** The parsed body; undefined where it is not JSON. */
  readonly body: unknown;
}

export interface RawRequest {
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Buffer;
}

interface Given<N extends RouteName> {
  readonly params?: ParamsOf<(typeof routes)[N]>;
  readonly body?: BodyOf<(typeof routes)[N]>;
  readonly query?: QueryOf<(typeof routes)[N]>;
}

const deadlineMs = 20_000;

export class ApiClient {
  /** Where it comes from. */
  readonly address: string;
  readonly #port: number;
  /** Sent with every request while it is set. */
  accessToken: string | undefined;
  readonly cookies = new Map<string, string>();

  constructor({ port }: { readonly port: number }, address = loopbackAddress()) {
    this.#port = port;
    this.address = address;
  }

  /** Signs in; what follows is asked as this person. @param name of the demo's cast, as in `viewer@busker.example` */
  async login(name: string): Promise<SignedIn> {
    const signedIn = await this.do('login', { body: { email: `${name}@busker.example`, password: demoPassword } });
    this.accessToken = signedIn.accessToken;
    return signedIn;
  }

  /** Goes on being signed in, for who lasts longer than an access token. */
  async refresh(): Promise<void> {
    this.accessToken = (await this.do('refresh')).accessToken;
  }

  /** A ticket for one socket. */
  async ticket(): Promise<string> {
    return (await this.do('socketTicket', { body: {} })).ticket;
  }

  /** A request as the protocol has it. */
  ask<N extends RouteName>(name: N, { params, body, query }: Given<N> = {}): Promise<HttpAnswer> {
    const { method, path } = routes[name];
    const filled = path.replaceAll(/:(\w+)/g, (_all, key: string) =>
      encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[key])),
    );
    const search = new URLSearchParams((query ?? {}) as Record<string, string>).toString();
    const url = search === '' ? filled : `${filled}?${search}`;
    return body === undefined ? this.raw(method, url) : this.json(method, url, body);
  }

  /** A request that must succeed; its answer is held against the protocol. @throws with the refusal otherwise */
  async do<N extends RouteName>(name: N, given: Given<N> = {}): Promise<AnswerOf<(typeof routes)[N]>> {
    const { status, body, text } = await this.ask(name, given);
    if (status !== routes[name].status) throw new Error(`${name} was answered ${status}: ${text}`);
    const { answer }: Route = routes[name];
    return (answer === undefined ? text : answer.parse(body)) as AnswerOf<(typeof routes)[N]>;
  }

  /** Any body as JSON. */
  json(method: string, path: string, body: unknown, headers: RawRequest['headers'] = {}): Promise<HttpAnswer> {
    return this.raw(method, path, {
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  /** Any request at all. @throws where no whole answer came in time */
  raw(method: string, path: string, { headers = {}, body }: RawRequest = {}): Promise<HttpAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const asked = request({
      ...{ host: '127.0.0.1', port: this.#port, localAddress: this.address, method, path, agent: false },
      headers: { ...this.#ownHeaders(), ...(body === undefined ? {} : lengthOf(body)), ...headers },
      signal: AbortSignal.timeout(deadlineMs),
    });
    asked.on('error', (error) => reject(new Error(`${method} ${path} was not answered`, { cause: error })));
    asked.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        this.#keep(response.headers['set-cookie'] ?? []);
        resolve(answerOf(response.statusCode ?? 0, response.headers, Buffer.concat(chunks)));
      });
    });
    asked.end(body);
    return promise;
  }

  #ownHeaders(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return {
      ...(this.accessToken === undefined ? {} : { authorization: `Bearer ${this.accessToken}` }),
      ...(cookie === '' ? {} : { cookie }),
    };
  }

  #keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

function lengthOf(body: string | Buffer): Record<string, string> {
  return { 'content-length': String(Buffer.byteLength(body)) };
}

function answerOf(status: number, headers: IncomingHttpHeaders, bytes: Buffer): HttpAnswer {
  const text = bytes.toString();
  const isJson = text !== '' && (headers['content-type'] ?? '').startsWith('application/json');
  return { status, headers, text, bytes, body: isJson ? (JSON.parse(text) as unknown) : undefined };
}
