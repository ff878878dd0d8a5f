/**
 * A WebSocket that says why before it closes on a frame that is too large: `ws` closes by itself there, which would
 * leave the client without the coded error.
 */
import { WebSocket } from 'ws';
import { errorBody, refusal } from '#protocol/errors.ts';
import { closeCodes } from '#protocol/socket/close-codes.ts';
import { maxFrameBytes, type SocketError } from '#protocol/socket/envelope.ts';

export class GuardedSocket extends WebSocket {
  override close(code?: number, reason?: string | Buffer): void {
    const tooLarge = code === closeCodes.tooLarge && reason === undefined && this.readyState === WebSocket.OPEN;
    if (!tooLarge) {
      super.close(code, reason);
      return;
    }
    const said = refusal('PAYLOAD_TOO_LARGE', `A message may have ${maxFrameBytes} bytes.`, {
      maxBytes: maxFrameBytes,
    });
    const frame: SocketError = { type: 'error', error: errorBody(said) };
    this.send(JSON.stringify(frame));
    super.close(code, 'message too large');
  }
}
