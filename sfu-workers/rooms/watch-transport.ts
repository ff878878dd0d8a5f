/**
 * A transport whose peer is gone is closed, and told of: ICE consent expired, or DTLS failed or was ended by the peer.
 */
import type { Member, MemberTransport } from './room.ts';
import type { Stage } from './stage.ts';

/** Watches the transport until it is closed, however that comes. */
export function watchTransport(stage: Stage, member: Member, record: MemberTransport): void {
  const { transport, direction } = record;
  const lost = (): void => {
    if (transport.closed) return;
    transport.close();
    const { session, room } = member;
    const body = { room: room.id, mediaEpoch: room.mediaEpoch, session, transport: transport.id };
    stage.news.announce({ event: 'transport.lost', body });
  };
  transport.on('icestatechange', (state) => {
    if (state === 'disconnected') lost();
  });
  transport.on('dtlsstatechange', (state) => {
    if (state === 'connected' && direction === 'receive') stage.figures.joins.inc();
    if (state === 'failed' || state === 'closed') lost();
  });
  transport.observer.once('close', () => {
    if (member.transports.get(direction) === record) member.transports.delete(direction);
  });
}
