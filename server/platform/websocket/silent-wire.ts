/**
 * The socket that a session without one has: it hears everything and says nothing. Of the notes that a page would begin its
 * media anew for, each ends it: its program notices by itself, and comes again.
 */
import type { NoteName } from '#protocol/socket/notes.ts';
import type { Wire } from './connection-deps.ts';

/** Notes after which there is nothing left of it, or will not be for long. */
const endings: ReadonlySet<string> = new Set<NoteName>([
  ...(['room.removed', 'watch.lost', 'watch.leaving', 'publish.lost', 'publish.moving', 'publish.taken-over'] as const),
]);

const nothing = (): void => undefined;

/** @param over called when a note says that its media is gone, or about to go */
export function silentWire(ip: string, over: () => void): Wire {
  const hear = (name: string): void => {
    if (endings.has(name)) over();
  };
  return {
    ...{ ip, end: nothing, faults: { cut: nothing, swallow: nothing } },
    outbound: {
      sendFrame: nothing,
      send: (messages) => {
        for (const message of messages) if (message.type === 'note') hear(message.name);
      },
    },
  };
}
