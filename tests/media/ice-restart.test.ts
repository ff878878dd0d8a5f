/** A viewer's network changes: new credentials for the same transport, and media follows to where they are used. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaPublisher } from '../world/media-publisher.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { StunPeer } from '../world/stun-peer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(async () => {
  await world.close();
  cleanup();
});
const api = await world.connect();
const room = await world.room(api);
const performer = newId();
const publisher = await MediaPublisher.connect(api, room, performer);
await publisher.openCamera(api, room, performer);
t.teardown(() => publisher.close());

t.test('media follows a viewer to where it uses its new credentials', async (t) => {
  const session = newId();
  const viewer = await MediaViewer.join(api, room, session);
  const elsewhere = await StunPeer.open();
  t.teardown(() => {
    viewer.close();
    elsewhere.close();
  });
  await until('picture', () => viewer.packets.video > 0);
  const open = { ...room, session, direction: 'receive' } as const;
  const { transport } = await api.do('transport.open', open);

  const restart = { ...room, session, transport: transport.id };
  const { iceParameters } = await api.do('transport.restart-ice', restart);
  t.not(iceParameters.usernameFragment, transport.iceParameters.usernameFragment, 'they are new');
  t.not(iceParameters.password, transport.iceParameters.password, 'both');
  const before = viewer.packets.video;
  await until('more pictures where it was', () => viewer.packets.video > before + 10);
  t.equal(elsewhere.packets, 0, 'until they are used nothing changes');

  const askedAtMs = performance.now();
  t.equal(await elsewhere.knock(transport, iceParameters), 'accepted', 'they are used from elsewhere');
  await until('media at the new place', () => elsewhere.packets > 10);
  t.comment(`media at the new place ${Math.round(performance.now() - askedAtMs)} ms after the first request`);
  t.equal(api.seen('transport.lost').length, 0, 'nothing was lost');
  const again = await api.do('transport.open', open);
  t.equal(again.created, false, 'it is the same transport');
  t.same(again.transport.iceParameters, iceParameters, 'which is offered with its new credentials');

  const stranger = await StunPeer.open();
  t.teardown(() => stranger.close());
  const guess = { ...iceParameters, password: transport.iceParameters.password };
  t.equal(await stranger.knock(transport, guess), 'refused', 'the old password opens nothing any more');
  const seen = stranger.packets;
  const there = elsewhere.packets;
  await until('more media at the new place', () => elsewhere.packets > there + 10);
  t.equal(stranger.packets, seen, 'and turns no media aside');
});

t.test('a performer gets new credentials too', async (t) => {
  const { transport } = await api.do('transport.open', { ...room, session: performer, direction: 'send' });
  const { iceParameters } = await api.do('transport.restart-ice', {
    ...room,
    session: performer,
    transport: transport.id,
  });
  t.not(iceParameters.usernameFragment, transport.iceParameters.usernameFragment);
  const { producers } = await api.do('room.open', room);
  t.equal(producers.length, 1, 'what it sends goes on');
});

t.test('nobody restarts what is not theirs, or not there', async (t) => {
  const session = newId();
  const { transport } = await api.do('transport.open', { ...room, session, direction: 'receive' });
  const mine = { ...room, session, transport: transport.id };
  t.equal(await api.codeOf('transport.restart-ice', { ...mine, transport: newId() }), 'NOT_FOUND', 'no such transport');
  t.equal(await api.codeOf('transport.restart-ice', { ...mine, session: performer }), 'NOT_FOUND', 'somebody else’s');
  t.equal(await api.codeOf('transport.restart-ice', { ...mine, session: newId() }), 'NOT_FOUND', 'nobody’s');
  t.equal(await api.codeOf('transport.restart-ice', { ...mine, mediaEpoch: 2 }), 'MEDIA_EPOCH_STALE', 'another epoch');
  const first = await api.do('transport.restart-ice', mine);
  const second = await api.do('transport.restart-ice', mine);
  t.not(second.iceParameters.usernameFragment, first.iceParameters.usernameFragment, 'as often as it is asked');
  await api.do('session.close', { session });
  t.equal(await api.codeOf('transport.restart-ice', mine), 'NOT_FOUND', 'one that has left');
});
