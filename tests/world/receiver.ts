/**
 * A receiver of webhooks as somebody would write it: a real HTTP server on loopback that writes down what it gets, answers as it is
 * told, and checks signatures by means of its own (Web Crypto).
 */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** Answers one request; what it does not end stays open. */
export type Answer = (response: ServerResponse, received: Received) => void;

export interface Receiver {
  readonly port: number;
  readonly url: string;
  readonly received: Received[];
  /** Connections that were opened, answered or not. */
  readonly connections: () => number;
  /** How it answers from now on; at first with 200. */
  answer(how: Answer): void;
  close(): Promise<void>;
}

const ok: Answer = (response) => void response.end('thanks');

/** @param tls key and certificate; absent: plain HTTP */
export async function openReceiver(tls?: { readonly key: string; readonly cert: string }): Promise<Receiver> {
  const received: Received[] = [];
  let connections = 0;
  let how = ok;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' };
      received.push(one);
      how(response, one);
    });
  };
  const server = tls === undefined ? createServer(listener) : createSecureServer(tls, listener);
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ port, received, connections: () => connections },
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}/hooks`,
    answer: (given) => {
      how = given;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers with a status and no more. */
export function withStatus(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (response) => void response.writeHead(status, headers).end(`status ${status}`);
}

/** Whether one of the signatures of a message holds under a secret, as Standard Webhooks says. @param secret `whsec_…` */
export async function holds({ headers, body }: Received, secret: string): Promise<boolean> {
  const raw = Uint8Array.from(Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  const signed = new TextEncoder().encode(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
  const given = String(headers['webhook-signature']).split(' ');
  const verdicts = given.map((one) => {
    const [version, signature = ''] = one.split(',');
    return (
      version === 'v1' && crypto.subtle.verify('HMAC', key, Uint8Array.from(Buffer.from(signature, 'base64')), signed)
    );
  });
  return (await Promise.all(verdicts)).includes(true);
}
