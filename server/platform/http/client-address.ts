/**
 * Who is at the other end: the address that the last trusted proxy saw. Read here for HTTP and sockets alike.
 */
import type { IncomingMessage } from 'node:http';
import { requireAddress } from '../limits/index.ts';

/**
 * The client's address as `plainAddress` writes it. Forged headers in front of what our proxies wrote count for nothing.
 * @param trustProxy how many proxies are in front of us; 0: X-Forwarded-For is not read
 * @throws Refusal VALIDATION_FAILED where a trusted proxy wrote something that is no address
 */
export function clientAddress(request: IncomingMessage, trustProxy: number): string {
  const direct = request.socket.remoteAddress ?? '';
  if (trustProxy === 0) return requireAddress(direct);
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => part.trim());
  const seen = [...forwarded.filter((part) => part !== ''), direct];
  return requireAddress(seen[Math.max(0, seen.length - 1 - trustProxy)] ?? direct);
}
