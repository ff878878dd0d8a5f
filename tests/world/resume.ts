/**
 * A page's memory across its sockets: how far it has heard, and how it takes its session up again.
 */
import type { Cursor, NoteEnvelope } from '#protocol/socket/envelope.ts';
import { type SocketWishes, TestSocket } from './socket.ts';

/** How far a socket has heard: from what it was told, and from each note since. */
export function cursorsOf(socket: TestSocket): Cursor[] {
  const seen = new Map<string, Cursor>();
  const put = ({ room, audience, epoch, seq }: Cursor | NoteEnvelope): void => {
    const before = seen.get(`${room} ${audience}`);
    if (before?.epoch === epoch && before.seq >= seq) return;
    seen.set(`${room} ${audience}`, { room, audience, epoch, seq });
  };
  for (const message of socket.said) {
    if (message.type === 'welcome') message.cursors.forEach(put);
    if (message.type === 'note') put(message);
    if (message.type === 'answer' && message.ok) {
      const { cursors } = message.result as { cursors?: Cursor[] };
      if (Array.isArray(cursors)) cursors.forEach(put);
    }
  }
  return [...seen.values()];
}

/** Another socket that takes the session of this one up. @param given instead of what the page would say */
export async function resumeOn(
  at: { port: number },
  lost: TestSocket,
  given: { readonly cursors?: Cursor[]; readonly ticket?: string } & SocketWishes = {},
): Promise<TestSocket> {
  const { cursors = cursorsOf(lost), ticket, ...wishes } = given;
  const resume = { token: lost.welcome.session.token, cursors };
  const socket = await TestSocket.connect(at, { firstId: lost.nextId, ...wishes });
  await socket.hello({ resume, ...(ticket === undefined ? {} : { ticket }) }, { withinMs: 20_000 });
  return socket;
}

/** One line for each note of shared audiences: where, which, what. */
export function transcriptOf(...sockets: readonly TestSocket[]): string[] {
  return sockets
    .flatMap((socket) => socket.notes())
    .filter(({ audience }) => audience !== 'session')
    .map(({ room, audience, epoch, seq, name, body }) =>
      [room, audience, epoch, String(seq).padStart(9, '0'), name, JSON.stringify(body)].join(' '),
    );
}
