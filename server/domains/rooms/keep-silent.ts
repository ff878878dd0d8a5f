/**
 * Who watches silently does nothing that others could notice: of all methods of the socket only those are carried out for them that
 * are named here, so that one that is added later is refused until somebody has thought about it.
 */
import type { SignalHandlers } from '#platform/websocket/answer-request.ts';
import type { Session } from '#platform/websocket/session.ts';
import type { MethodName } from '#protocol/socket/requests.ts';
import { watchingSilently } from './errors.ts';
import type { Seats } from './keep-seats.ts';

const allowed: ReadonlySet<MethodName> = new Set([
  ...(['session.ping', 'room.join', 'room.watch-silently', 'room.leave'] as const),
  ...(['watch.sync', 'watch.resume', 'watch.prefer', 'transport.connect', 'transport.restart-ice'] as const),
  ...(['chat.open', 'chat.history', 'chat.card', 'tip.open', 'quality.report', 'fault.inject'] as const),
]);

/** The same handlers, of which a session that watches silently is refused most: FORBIDDEN. */
export function keepSilent(seats: Seats, handlers: SignalHandlers): SignalHandlers {
  const guarded = Object.entries(handlers).map(([name, handle]) => {
    if (allowed.has(name as MethodName)) return [name, handle];
    const refused = async (session: Session, params: never): Promise<unknown> => {
      if (seats.of(session)?.as === 'staff') throw watchingSilently();
      return handle(session, params);
    };
    return [name, refused];
  });
  return Object.fromEntries(guarded) as SignalHandlers;
}
