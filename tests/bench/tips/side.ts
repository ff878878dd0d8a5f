/**
 * What is measured: a server that takes tips over HTTP, viewers who give them, and a socket that sees them.
 */
import { Agent, type RequestOptions, request } from 'node:http';
import { newId } from '#kernel/ids.ts';

/** Told of a tip, and of the moment at which it was there. */
export type OnTip = (id: string, atMs: number) => void;

export interface TipSide {
  readonly name: 'busker' | 'bare';
  /**
   * Gives one token in the name of a viewer. Resolves with the tip's id when it is accepted; with undefined where the server has
   * too much to do. @throws where it is refused otherwise
   */
  give(viewer: number): Promise<string | undefined>;
  /** A socket of the room that is sent every public tip; what it is sent is only looked at where somebody wants to know. */
  watch(onTip?: OnTip): Promise<void>;
  /** A page of OBS under the performer's secret address. Resolves with false where there is no such page. */
  layOver(onTip: OnTip): Promise<boolean>;
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
  give(token: string, body: unknown): Promise<string | undefined>;
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
      return answer && (JSON.parse(answer) as { tip: { id: string } }).tip.id;
    },
    close: () => agent.destroy(),
  };
}

/** @returns the body of the answer; undefined where it is 503. @throws where it is not 201 */
function ask(options: RequestOptions, text: string): Promise<string | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<string | undefined>();
  const asked = request(options);
  asked.on('error', reject);
  asked.on('response', (response) => {
    const chunks: Buffer[] = [];
    response.on('error', reject);
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      const answer = Buffer.concat(chunks).toString();
      if (response.statusCode === 201) resolve(answer);
      else if (response.statusCode === 503) resolve(undefined);
      else reject(new Error(`A tip was answered ${response.statusCode}: ${answer}`));
    });
  });
  asked.end(text);
  return promise;
}
