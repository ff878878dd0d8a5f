/**
 * What is measured: a server that takes tips over HTTP, viewers who give them, and a socket that sees them.
 */
import { Agent, type RequestOptions, request } from 'node:http';
import { newId } from '#kernel/ids.ts';

export interface TipSide {
  readonly name: 'busker' | 'bare';
  /** Gives one token in the name of a viewer. Resolves with the tip's id when it is accepted. @throws where it is not */
  give(viewer: number): Promise<string>;
  /** A socket of the room that sees every public tip. */
  watch(onTip: (id: string, atMs: number) => void): Promise<void>;
  /** How long each of these tips waited until it was divided, in milliseconds; undefined where nothing is divided. */
  settled(tips: readonly string[]): Promise<readonly number[] | undefined>;
  /** After the first tips: what autovacuum does within a minute is done, as in a database that has been there for longer. */
  analyzed(): Promise<void>;
  /** The processes of the server, by what they are. */
  processes(): Readonly<Record<string, readonly number[]>>;
  close(): Promise<void>;
}

export interface Giver {
  /** @param token of who gives; the body names who is given */
  give(token: string, body: unknown): Promise<string>;
  close(): void;
}

/** Through connections that stay open, as a browser's or a proxy's do. */
export function openGiver(port: number): Giver {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 });
  return {
    async give(token, body) {
      const text = JSON.stringify(body);
      const headers = {
        ...{ authorization: `Bearer ${token}`, 'idempotency-key': newId() },
        ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
      };
      const options = { host: '127.0.0.1', port, method: 'POST', path: '/api/tips/send', agent, headers };
      // A connection that the server gave up in the moment in which it was used again: asked again under the same key.
      const answer = await ask(options, text).catch((error: unknown) => {
        if ((error as { readonly code?: unknown }).code !== 'ECONNRESET') throw error;
        return ask(options, text);
      });
      return (JSON.parse(answer) as { tip: { id: string } }).tip.id;
    },
    close: () => agent.destroy(),
  };
}

/** @returns the body of the answer. @throws where it is not 201 */
function ask(options: RequestOptions, text: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const asked = request(options);
  asked.on('error', reject);
  asked.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('error', reject);
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const answer = Buffer.concat(chunks).toString();
      if (response.statusCode === 201) resolve(answer);
      else reject(new Error(`A tip was answered ${response.statusCode}: ${answer}`));
    });
  });
  asked.end(text);
  return promise;
}
