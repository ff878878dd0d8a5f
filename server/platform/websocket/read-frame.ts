/**
 * Bytes from a client → messages of the protocol, or a refusal that ends the socket.
 */
import type { RawData } from 'ws';
import { refusal } from '#protocol/errors.ts';
import { ClientMessage } from '#protocol/socket/envelope.ts';
import { isForeignHello, versionUnsupported } from './version.ts';

/** Most messages in one frame. */
export const maxArray = 64;

/** @throws Refusal MALFORMED where it is not text, not JSON or not of the protocol; VERSION_UNSUPPORTED where of another. */
export function readFrame(data: RawData, isBinary: boolean): ClientMessage[] {
  if (isBinary) throw malformed('Frames are text.');
  const value = parse(data.toString());
  const items: unknown[] = Array.isArray(value) ? value : [value];
  if (items.length === 0 || items.length > maxArray) throw malformed(`A frame holds 1 to ${maxArray} messages.`);
  return items.map((item) => {
    const message = ClientMessage.safeParse(item);
    if (message.success) return message.data;
    throw isForeignHello(item) ? versionUnsupported() : malformed('This is not a message of the protocol.');
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw malformed('This is not JSON.');
  }
}

function malformed(message: string) {
  return refusal('MALFORMED', message);
}
