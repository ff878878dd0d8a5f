/**
 * As little as a page must do to see tips: what is no tip is not looked at.
 */
import type { WebSocket } from 'ws';
import type { OnTip } from './side.ts';

interface Note {
  readonly type: string;
  readonly name?: string;
  readonly body?: { readonly tip?: { readonly id: string } };
}

/** From now on every tip that is shown is told, with the moment at which its frame was there. */
export function readTips(socket: WebSocket, onTip: OnTip | undefined): void {
  if (onTip === undefined) return;
  socket.on('message', (data) => {
    const atMs = performance.now();
    for (const { type, name, body } of [JSON.parse(String(data))].flat() as Note[]) {
      if (type === 'note' && name === 'tip.shown' && body?.tip !== undefined) onTip(body.tip.id, atMs);
    }
  });
}
