/**
 * A WebSocket that says why before it closes on a frame that is too large or is no frame: `ws` closes by itself there,
 * which would leave the client without the coded error.
 */
import { WebSocket } from 'ws';
import { type CodedRefusal, errorBody, refusal } from '#protocol/errors.ts';
import { closeCodes } from '#protocol/socket/close-codes.ts';
import { maxFrameBytes, type SocketError } from '#protocol/socket/envelope.ts';

/** RFC 6455: a broken frame, and text that is not UTF-8. */
const brokenFrame: readonly (number | undefined)[] = [1002, 1007];
/** How long the other side may take to close its half. */
const closeTimeoutMs = 2_000;

export class GuardedSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    // A reason is given by whoever closes on purpose, this side or the other.
    const refused = reason === undefined && this.readyState === WebSocket.OPEN ? refusalFor(code) : undefined;
    if (refused === undefined) {
      super.close(code, reason);
      return;
    }
    const frame: SocketError = { type: 'error', error: errorBody(refused) };
    this.send(JSON.stringify(frame));
    super.close(code, refused.code);
    const timer = setTimeout(() => this.terminate(), closeTimeoutMs);
    this.once('close', () => clearTimeout(timer));
  }
}

function refusalFor(code: number | undefined): CodedRefusal | undefined {
  if (brokenFrame.includes(code)) return refusal('MALFORMED', 'This is not a WebSocket frame.');
  if (code !== closeCodes.tooLarge) return undefined;
  return refusal('PAYLOAD_TOO_LARGE', `A message may have ${maxFrameBytes} bytes.`, { maxBytes: maxFrameBytes });
}
