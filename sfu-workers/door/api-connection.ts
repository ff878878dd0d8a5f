/**
 * One API node's connection: frames in, answers and events out. A frame that is not a request ends the connection; a
 * request that does not hold is answered.
 */

import type { Logger } from 'pino';
import type { WebSocket } from 'ws';
import type { z } from 'zod';
import { type ControlAnswer, type ControlEvent, ControlRequest } from '#protocol/media/control.ts';
import { closeCodes } from '#protocol/socket/close-codes.ts';
import { refusalAnswer } from './answer.ts';

/** Bytes that may wait for an API node that does not read, before it is given up. */
const maxWaitingBytes = 16 * 1024 * 1024;

export type CarryOut = (connection: ApiConnection, method: string, params: unknown) => Promise<unknown>;

export class ApiConnection {
  readonly #socket: WebSocket;
  readonly #log: Logger;
  readonly #carryOut: CarryOut;

  constructor(socket: WebSocket, log: Logger, carryOut: CarryOut) {
    this.#socket = socket;
    this.#log = log;
    this.#carryOut = carryOut;
    socket.on('message', (data, isBinary) => void this.#take(isBinary ? '' : String(data)));
    socket.on('error', (error) => log.warn({ err: error }, 'a control connection broke'));
  }

  /** Whether it is closed, or on its way to it. */
  get gone(): boolean {
    return this.#socket.readyState !== this.#socket.OPEN;
  }

  send(message: ControlEvent | z.infer<typeof ControlAnswer>): void {
    if (this.gone) return;
    if (this.#socket.bufferedAmount > maxWaitingBytes) this.#socket.terminate();
    else this.#socket.send(JSON.stringify(message));
  }

  /** Says goodbye: this node stops. */
  close(): void {
    this.#socket.close(closeCodes.serverStops);
  }

  async #take(text: string): Promise<void> {
    const request = readRequest(text);
    if (request === undefined) return this.#socket.close(closeCodes.malformed);
    const { id, method, params } = request;
    try {
      this.send({ id, ok: true, result: await this.#carryOut(this, method, params) });
    } catch (error) {
      this.send(refusalAnswer(this.#log.child({ method }), id, error));
    }
  }
}

function readRequest(text: string): z.infer<typeof ControlRequest> | undefined {
  try {
    return ControlRequest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
