/**
 * Transports for pages that find out which ways lead to the media: of a node that would take a new room, for half a minute,
 * with nothing to receive. Few at a time, so that no crowd of checks is in the way of a show.
 */
import { sleep } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { checkLastsMs } from '#protocol/http/connection.ts';
import type { TransportOffer } from '#protocol/media/rtp.ts';
import type { Nodes } from './follow-nodes.ts';
import { checkRoom } from './rules/check-room.ts';

/** In each API process. */
const mostAtOnce = 200;

/** @returns a function that opens one: null where there are enough, or no node can be asked */
export function openChecks(nodes: Pick<Nodes, 'choose' | 'request'>): () => Promise<TransportOffer | null> {
  let open = 0;

  async function endLater(node: string, session: string): Promise<void> {
    await sleep(checkLastsMs);
    open -= 1;
    // A node that is away has closed it.
    await nodes.request(node, 'session.close', { session }).catch(() => undefined);
  }

  return async () => {
    if (open >= mostAtOnce) return null;
    open += 1;
    const session = newId();
    try {
      const node = await nodes.choose();
      await nodes.request(node, 'room.open', checkRoom);
      const asked = { ...checkRoom, session, direction: 'receive' } as const;
      const { transport } = await nodes.request(node, 'transport.open', asked);
      void endLater(node, session);
      return transport;
    } catch {
      open -= 1;
      return null;
    }
  };
}
