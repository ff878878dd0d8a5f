/**
 * One POST to addresses that were judged: connected to one of these and to nothing else, with the certificate checked, without
 * following, and over after so long or so much.
 */
import { type ClientRequest, type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { Address } from './resolve.ts';
import { hostOf } from './target.ts';

/** What is sent. */
export interface Sending {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Why there is no answer. `forbidden`: the name leads to what is not public; `unknown`: it leads nowhere. */
export type SendProblem = 'forbidden' | 'unknown' | 'timeout' | 'tls' | 'connection';

/** What came of it. */
export type Sent = { readonly tookMs: number } & (
  | {
      readonly status: number;
      readonly retryAfter: string | null;
      /** The first bytes of the answer, as text. */
      readonly answer: string;
    }
  | { readonly problem: SendProblem; readonly detail: string }
);

type Outcome = Sent extends infer S ? (S extends Sent ? Omit<S, 'tookMs'> : never) : never;

/** Most of an answer that is read, in bytes; what follows is cut off, and the status counts. */
const mostRead = 16 * 1024;

/** @param over ends it, whatever it is doing; @param addresses judged before, one at least */
export async function sendTo(
  addresses: readonly Address[],
  { url, headers, body }: Sending,
  over: AbortSignal,
): Promise<Outcome> {
  const pinned = pinnedTo(addresses);
  const options: RequestOptions & { readonly servername?: string } = {
    ...{ host: hostOf(url), path: `${url.pathname}${url.search}`, method: 'POST', signal: over, lookup: pinned },
    // A connection of its own: one that is kept open was judged at another time.
    ...{ port: url.port === '' ? undefined : Number(url.port), agent: false, maxHeaderSize: 16 * 1024 },
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' },
  };
  const asked = url.protocol === 'https:' ? overHttps(options) : overHttp(options);
  asked.once('socket', (socket) => {
    // What was connected to, not what was asked for, is what counts in the end.
    socket.once('connect', () => {
      const reached = socket.remoteAddress;
      if (!addresses.some(({ address }) => sameAddress(address, reached))) asked.destroy(new Error('elsewhere'));
    });
  });
  asked.end(body);
  try {
    const response = await answerTo(asked);
    const answer = await readSome(response);
    const { statusCode = 0, headers: said } = response;
    return { status: statusCode, retryAfter: said['retry-after'] ?? null, answer };
  } catch (error) {
    return over.aborted ? { problem: 'timeout', detail: '' } : problemOf(error);
  } finally {
    asked.destroy();
  }
}

function answerTo(asked: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asked.once('response', resolve);
    // It stays: what is destroyed on purpose may still complain.
    asked.on('error', reject);
    asked.once('close', () => reject(new Error('closed without an answer')));
  });
}

async function readSome(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= mostRead) break;
  }
  return Buffer.concat(chunks).subarray(0, mostRead).toString();
}

/** Answers with what was judged, whatever it is asked. */
function pinnedTo(addresses: readonly Address[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses;
    if (options.all === true) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

function sameAddress(judged: string, reached: string | undefined): boolean {
  if (reached === undefined) return false;
  const plain = (address: string): string =>
    new URL(address.includes(':') ? `http://[${address}]` : `http://${address}`).hostname;
  return plain(judged) === plain(reached);
}

/** Certificates that do not hold, and talk that is no TLS at all. */
const tlsCodes = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|EPROTO$|HOSTNAME_MISMATCH)/;

function problemOf(error: unknown): { problem: SendProblem; detail: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  // Only codes: what the library says beside them may name addresses.
  return { problem: tlsCodes.test(code) ? 'tls' : 'connection', detail: /^[A-Z_0-9]{1,60}$/.test(code) ? code : '' };
}
