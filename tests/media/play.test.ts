/** The demo clip, played into a room by the node itself, reaches viewers like any performer's picture. */

import { cleanup } from 'node-datachannel';
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { MediaViewer } from '../world/media-viewer.ts';
import { until } from '../world/until.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(async () => {
  await world.close();
  // Without it the WebRTC stack keeps this process alive.
  cleanup();
});
const api = await world.connect();

t.test('a clip is seen and heard', async (t) => {
  const room = await world.room(api);
  const session = newId();
  await api.do('room.play', { ...room, session, clip: 'demo' });
  await api.event('room.flowing', (body) => body.room === room.room, { withinMs: 3_000 });
  const { producers } = await api.do('room.open', room);
  t.same(producers.map(({ source }) => source).sort(), ['camera', 'microphone'], 'as camera and microphone');
  const viewer = await MediaViewer.join(api, room, newId());
  t.teardown(() => viewer.close());
  t.equal(viewer.consumers.length, 2, 'a viewer is offered both');
  await until('picture and sound', () => viewer.packets.video > 50 && viewer.packets.audio > 50);
  t.pass('packets of both arrive');
});

t.test('it plays once, until its session ends', async (t) => {
  const room = await world.room(api);
  const session = newId();
  const play = { ...room, session, clip: 'demo' as const };
  await api.do('room.play', play);
  const { producers } = await api.do('room.open', room);
  await api.do('room.play', play);
  t.same((await api.do('room.open', room)).producers, producers, 'asked again, the same goes on');
  await api.do('session.close', { session });
  t.same((await api.do('room.open', room)).producers, [], 'with its session it ends');
  await api.do('room.play', play);
  t.equal((await api.do('room.open', room)).producers.length, 2, 'and it may be played anew');
  await api.do('room.close', room);
  await api.do('session.close', { session });
  t.match(await api.ask('room.play', { ...play, clip: '../../etc/passwd' }), { ok: false }, 'there is no other clip');
});
