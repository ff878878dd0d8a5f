/**
 * The gates of a room, as somebody at the socket meets them.
 */
import type { Test } from 'tap';
import { newId } from '#kernel/ids.ts';
import { demoStreamId, demoTicketedStreamId } from '../../prisma/demo.ts';
import type { World } from './world.ts';

export async function admission(t: Test, world: World): Promise<void> {
  const anyone = await world.socket();
  const nova = await world.socket('nova');
  const join = (room: string, as: 'viewer' | 'performer' = 'viewer') => anyone.refusalOf('room.join', { room, as });

  t.match(await join(newId()), { error: 'NOT_FOUND' }, 'there is no room without a stream');
  t.match(await join('01900000'), { error: 'VALIDATION_FAILED', issues: [{ path: 'room' }] });
  const ticketed = await join(demoTicketedStreamId);
  t.match(ticketed, { error: 'TICKET_REQUIRED', priceTokens: '50' }, 'a private show says its price');
  const adult = await world.announce({ adult: true });
  t.match(await join(adult.id), { error: 'AGE_ASSURANCE_REQUIRED' }, 'what is for adults stays shut');
  const both = await world.announce({ adult: true, priceTokens: 5 });
  t.match(await join(both.id), { error: 'AGE_ASSURANCE_REQUIRED' }, 'nobody is sold a ticket to what they may not see');
  t.match(await join(demoStreamId, 'performer'), { error: 'UNAUTHENTICATED' }, 'the performer’s door needs a name');
  const others = await nova.refusalOf('room.join', { room: demoStreamId, as: 'performer' });
  t.match(others, { error: 'FORBIDDEN' }, 'and the right one');

  t.match(await anyone.do('room.join', { room: (await world.announce()).id, as: 'viewer' }), {
    stream: { state: 'READY' },
    media: { mediaEpoch: 0, producers: [] },
    watch: null,
  });
  for (const state of ['STALE', 'ARCHIVED']) {
    const { id } = await world.announce();
    await world.stack.query('UPDATE stream SET state = $2, ended_at = now() WHERE id = $1', [id, state]);
    t.match(await join(id), { error: 'STREAM_NOT_LIVE' }, `a stream that is ${state} lets no viewer in`);
  }
  t.match(await anyone.refusalOf('watch.sync', { rtpCapabilities: {} }), { error: 'NOT_IN_ROOM' });
  t.ok(anyone.isOpen, 'a refusal costs nobody the room they were in, or the socket');
  await Promise.all([anyone.close(), nova.close()]);
}
