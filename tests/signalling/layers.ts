/**
 * Layers over the socket: what a viewer wants of what it receives, and what the performer hears of it, and nobody else.
 */
import type { Test } from 'tap';
import type { TestSocket } from '../world/socket.ts';
import { publishThrough, watchThrough } from '../world/socket-media.ts';
import { until } from '../world/until.ts';
import type { World } from './world.ts';

export async function layers(t: Test, world: World): Promise<void> {
  const { id: room } = await world.goLive();
  const [nova, fan] = await Promise.all([world.socket('nova'), world.socket('fan')]);
  await nova.do('room.join', { room, as: 'performer' });
  await fan.do('room.join', { room, as: 'viewer' });
  const publisher = await publishThrough(nova);
  const producer = await publisher.startCamera();
  const alone = await nova.note('publish.layers', () => true, { withinMs: 20_000 });
  t.same(alone.body, { producer, spatialLayer: 0 }, 'a performer whom nobody watches need send the lowest layer only');

  const viewer = await watchThrough(fan);
  t.teardown(() => {
    viewer.close();
    publisher.close();
  });
  await nova.note('publish.layers', ({ spatialLayer }) => spatialLayer === 2);
  t.pass('and all of them as soon as somebody does');
  await nova.note('publish.health', ({ producers }) => producers[0]?.layers.every(({ wanted }) => wanted) === true);
  t.pass('which health says too');
  t.same(fan.notes('publish.layers'), [], 'viewers hear nothing of it');

  const { mediaEpoch } = (await fan.do('room.join', { room, as: 'viewer' })).media;
  const again = await watchThrough(fan);
  t.teardown(() => again.close());
  await until('top layer', () => again.marks.at(-1) === 2);
  await wishes(t, fan, { mediaEpoch, consumer: again.consumers[0]?.id ?? '', marks: again.marks });
  await newCredentials(t, [fan, nova], mediaEpoch);
  await Promise.all([nova.close(), fan.close()]);
}

interface Watched {
  readonly mediaEpoch: number;
  readonly consumer: string;
  readonly marks: readonly number[];
}

async function wishes(t: Test, fan: TestSocket, { mediaEpoch, consumer, marks }: Watched): Promise<void> {
  await fan.do('watch.prefer', { mediaEpoch, consumers: [{ consumer, paused: false, spatialLayer: 1 }] });
  await until('the layer that was asked for', () => marks.at(-1) === 1);
  await fan.do('watch.prefer', { mediaEpoch, consumers: [{ consumer, paused: true, spatialLayer: null }] });
  const had = marks.length;
  await fan.do('watch.prefer', {
    mediaEpoch,
    consumers: [{ consumer: 'gone long since', paused: true, spatialLayer: 0 }],
  });
  t.ok(marks.length <= had + 2, 'a viewer gets what it asks for, or nothing');
  await fan.do('watch.prefer', { mediaEpoch, consumers: [{ consumer, paused: false, spatialLayer: null }] });
  await until('the top again', () => marks.length > had && marks.at(-1) === 2);
}

async function newCredentials(t: Test, [fan, nova]: readonly [TestSocket, TestSocket], mediaEpoch: number) {
  const { transport } = await nova.do('publish.open', {});
  const restart = { mediaEpoch, transport: transport.id };
  const { iceParameters } = await nova.do('transport.restart-ice', restart);
  t.not(
    iceParameters.usernameFragment,
    transport.iceParameters.usernameFragment,
    'new credentials on the same transport',
  );
  t.equal(await fan.codeOf('transport.restart-ice', restart), 'NOT_FOUND', 'never for somebody else’s');
}
