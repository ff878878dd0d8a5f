/**
 * A transport whose peer is gone is closed, and told of: ICE consent expired, or DTLS failed or was ended by the peer. One
 * that is gone because its edge’s worker died is told of too; with its origin’s worker the whole room is lost.
 */
import type { Member, MemberTransport } from './room.ts';
import type { Stage } from './stage.ts';

/** Watches the transport until it is closed, however that comes. @param connectWithinMs its peer is there by then, or lost */
export function watchTransport(stage: Stage, member: Member, record: MemberTransport, connectWithinMs?: number): void {
  const { transport, direction, site } = record;
  const { session, room } = member;
  const tell = (reason: 'peer' | 'worker_died'): void => {
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, transport: transport.id, direction, reason };
    stage.news.announce({ event: 'transport.lost', body });
  };
  const lost = (): void => {
    if (transport.closed) return;
    transport.close();
    tell('peer');
  };
  const late = (): void => {
    if (transport.dtlsState !== 'connected') lost();
  };
  const waiting = connectWithinMs === undefined ? undefined : setTimeout(late, connectWithinMs).unref();
  transport.on('routerclose', () => {
    if (site !== room && !room.closed && !member.closed) tell('worker_died');
  });
  transport.on('icestatechange', (state) => {
    if (state === 'disconnected') lost();
  });
  transport.on('dtlsstatechange', (state) => {
    if (state === 'connected' && direction === 'receive' && !member.hidden) stage.figures.joins.inc();
    if (state === 'failed' || state === 'closed') lost();
  });
  transport.observer.once('close', () => {
    clearTimeout(waiting);
    if (member.transports.get(direction) !== record) return;
    member.transports.delete(direction);
    if (direction === 'receive') member.site = undefined;
  });
}
