/** One session sends in a room, however many API processes ask for another at once. */
import t from 'tap';
import { newId } from '#kernel/ids.ts';
import { startMediaWorld } from '../world/media-node.ts';
import { cameraParameters } from '../world/media-publisher.ts';
import { camera, sendCamera } from './send-camera.ts';

const world = await startMediaWorld({ workers: 1 });
t.teardown(() => world.close());
const api = await world.connect();
const other = await world.connect();

t.test('of two that come at once, one sends', async (t) => {
  const outcomes = new Map<string, number>();
  for (let round = 0; round < 40; round += 1) {
    const room = await world.room(api);
    const [one, two] = [newId(), newId()];
    const { handovers } = await api.do('room.open', room);
    const codes = await Promise.all([
      sendCamera(api, room, one, { handovers }),
      sendCamera(other, room, two, { handovers }),
    ]);
    const said = codes.sort().join(' and ');
    outcomes.set(said, (outcomes.get(said) ?? 0) + 1);
    const { producers } = await api.do('room.open', room);
    if (producers.length !== 1) t.fail(`${producers.length} producers after ${said}`);
    await api.do('room.close', room);
  }
  t.same([...outcomes], [['TAKEN_OVER and ok', 40]], 'the other is refused by name, and leaves nothing');
});

t.test('who read who sends takes over, and the other is told', async (t) => {
  const room = await world.room(api);
  const [one, two] = [newId(), newId()];
  t.equal(await sendCamera(api, room, one, { handovers: 0 }), 'ok');
  const { handovers, producers } = await other.do('room.open', room);
  t.same(
    producers.map(({ session }) => session),
    [one],
  );
  t.equal(await sendCamera(other, room, two, { handovers }), 'ok');
  await api.event('session.taken-over', (body) => body.room === room.room && body.session === one);
  await other.event('session.taken-over', (body) => body.session === one);
  t.pass('every API process hears whose turn is over');
  const now = await api.do('room.open', room);
  t.same(
    now.producers.map(({ session }) => session),
    [two],
    'what the first sent is gone',
  );
  const late = { ...room, session: one, transport: 'x', ...camera, rtpParameters: cameraParameters() };
  t.equal(await api.codeOf('producer.open', late), 'NOT_FOUND', 'and it starts nothing any more');
  t.equal(
    await sendCamera(api, room, one, { handovers }),
    'TAKEN_OVER',
    'a request that lay somewhere takes nothing back',
  );
  t.same(await api.do('room.open', room), now, 'it changes nothing');
  t.equal(await sendCamera(other, room, two, { handovers: 0 }), 'ok', 'whoever sends may ask again');
  await api.do('session.close', { session: two });
  t.equal(
    await sendCamera(api, room, one, { handovers: now.handovers }),
    'ok',
    'and where nobody sends, the first that read it may',
  );
});

t.test('who watches is left alone by those who send', async (t) => {
  const room = await world.room(api);
  const [one, viewer, two] = [newId(), newId(), newId()];
  await sendCamera(api, room, one, { handovers: 0 });
  const watching = { ...room, session: viewer, direction: 'receive' } as const;
  const { transport } = await api.do('transport.open', watching);
  await api.do('session.close', { session: one });
  await sendCamera(api, room, viewer, { handovers: 1 });
  await api.do('session.close', { session: viewer });
  await api.do('transport.open', watching);
  t.equal(await sendCamera(api, room, two, { handovers: 2 }), 'ok');
  const again = await api.do('transport.open', watching);
  t.equal(again.created, false, 'a session that sent once and watches now stays');
  t.not(again.transport.id, transport.id);
});

t.test('the clip makes way for a performer, and does not come between', async (t) => {
  const room = await world.room(api);
  const [demo, performer] = [newId(), newId()];
  const play = { ...room, session: demo, clip: 'demo' } as const;
  await api.do('room.play', play);
  const { handovers } = await api.do('room.open', room);
  t.equal(await sendCamera(other, room, performer, { handovers }), 'ok', 'a clip is nobody whose turn it was');
  await api.do('room.play', play);
  const { producers } = await api.do('room.open', room);
  t.same(
    producers.map(({ session }) => session),
    [performer],
    'while somebody sends nothing is played',
  );
  for (let round = 0; round < 20; round += 1) {
    const raced = await world.room(api);
    await Promise.all([
      api.ask('room.play', { ...play, ...raced }),
      sendCamera(other, raced, performer, { handovers: 0 }),
    ]);
    const left = (await api.do('room.open', raced)).producers.map(({ session }) => session);
    if (left.some((session) => session !== performer)) t.fail(`the clip plays beside a performer: ${left.length}`);
    await api.do('room.close', raced);
  }
  t.pass('nor in the same moment');
});
