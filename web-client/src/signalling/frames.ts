/**
 * Frames of the socket, read and written. What arrives is held against the protocol's schemas; what does not hold is
 * dropped and counted, because a server may add types and fields that this page does not know.
 */
import type { z } from 'zod';
import {
  Answer,
  type Cursor,
  type Hello,
  NoteEnvelope,
  protocolVersion,
  type Request,
  type ServerMessage,
  SocketError,
  Welcome,
} from '#protocol/socket/envelope.ts';

export interface Frame {
  readonly messages: readonly ServerMessage[];
  /** What could not be read, for the console. */
  readonly faults: readonly string[];
}

const schemas: Readonly<Record<string, z.ZodType<ServerMessage>>> = {
  welcome: Welcome,
  answer: Answer,
  note: NoteEnvelope,
  error: SocketError,
};

/** Reads a text frame: one object or an array of them, in order. Never throws. */
export function readFrame(text: string): Frame {
  const messages: ServerMessage[] = [];
  const faults: string[] = [];
  for (const given of parseJson(text, faults)) {
    const message = readMessage(given);
    if (typeof message === 'string') faults.push(message);
    else messages.push(message);
  }
  return { messages, faults };
}

/** The first frame of a socket. */
export function helloFrame(ticket: string | undefined, token: string | undefined, cursors: readonly Cursor[]): string {
  const hello: Hello = { type: 'hello', version: protocolVersion };
  if (ticket !== undefined) hello.ticket = ticket;
  if (token !== undefined) hello.resume = { token, cursors: cursors.slice(-16) };
  return JSON.stringify(hello);
}

export function requestFrame(id: number, method: string, params: unknown): string {
  const request: Request = { type: 'request', id, method, params };
  return JSON.stringify(request);
}

function parseJson(text: string, faults: string[]): readonly unknown[] {
  try {
    const given: unknown = JSON.parse(text);
    return Array.isArray(given) ? given : [given];
  } catch {
    faults.push('a frame that is not JSON');
    return [];
  }
}

function readMessage(given: unknown): ServerMessage | string {
  const type = typeof given === 'object' && given !== null && 'type' in given ? given.type : undefined;
  const schema = typeof type === 'string' && Object.hasOwn(schemas, type) ? schemas[type] : undefined;
  if (schema === undefined) return `a message of the unknown type ${JSON.stringify(type)}`;
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  return unreadableAnswer(given) ?? `a ${String(type)} that breaks the protocol: ${read.error.message}`;
}

/** An answer in a form we do not know (a code added later, say) must still end its request. */
function unreadableAnswer(given: unknown): Answer | undefined {
  const id = (given as { id?: unknown }).id;
  if ((given as { type?: unknown }).type !== 'answer' || !Number.isSafeInteger(id)) return undefined;
  const error = { error: 'INTERNAL' as const, message: 'The server answered in a way this page does not understand.' };
  return { type: 'answer', id: id as number, ok: false, error };
}
