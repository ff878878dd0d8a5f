/** Which layer of a picture is asked for, for the place it is shown in and what the person chose. */
import t from 'tap';
import { optionsOf, type WishFacts, wishesOf } from '../../web-client/src/features/rooms/media-wish.ts';
import { layerFor, layerHeights, layerSeen, layersOf, type Tile } from '../../web-client/src/media/layers.ts';

const wide = 16 / 9;
const tile = (width: number, height: number, pixelRatio = 1, aspect = wide): Tile => ({
  ...{ width, height, pixelRatio, aspect },
});
const three = [180, 360, 720];

t.test('the stream says in how many layers it comes', async (t) => {
  t.equal(layersOf('L3T3'), 3);
  t.equal(layersOf('S2T1'), 2);
  t.equal(layersOf('L1T3'), 1);
  for (const nonsense of [undefined, '', 'L0T0', 'T3', 'LxT1']) t.equal(layersOf(nonsense), 1, String(nonsense));
  t.equal(layersOf('L9T9'), 3);
});

t.test('heights are what cameras have, until a picture says better', async (t) => {
  t.same(layerHeights(3, 0), [180, 360, 720]);
  t.same(layerHeights(2, 0), [180, 360]);
  t.same(layerHeights(1, 0), [360]);
  t.same(layerHeights(3, 180), [180, 360, 720], 'the lowest was seen');
  t.same(layerHeights(3, 360), [180, 360, 720], 'the second was seen');
  t.same(layerHeights(3, 1080), [270, 540, 1080], 'a better camera');
  t.same(layerHeights(2, 480), [240, 480], 'an older one');
});

t.test('a layer is enough that fills its place', async (t) => {
  t.equal(layerFor(tile(1280, 720), three), null, 'the stage of a desktop gets all there is');
  t.equal(layerFor(tile(1920, 1080, 2), three), null);
  t.equal(layerFor(tile(640, 360), three), 1);
  t.equal(layerFor(tile(320, 180), three), 0);
  t.equal(layerFor(tile(390, 219, 3), three), 1, 'a phone shows 438 lines that can be told apart');
  t.equal(layerFor(tile(390, 219, 1), three), 0);
  t.equal(layerFor(tile(480, 270, 1), three), 1);
  t.equal(layerFor(tile(0, 0), three), 0, 'nothing is shown');
  t.equal(layerFor(tile(100, 800), three), 0, 'a narrow place shows a small picture, however high it is');
  t.equal(layerFor(tile(400, 700, 1, 9 / 16), [180, 360, 720]), 1, 'an upright picture is measured by its short side');
  t.equal(layerFor(tile(2000, 200, 1, 9 / 16), [180, 360, 720]), 0);
  t.equal(layerFor(tile(1280, 720), [360]), null, 'of one layer there is nothing to ask');
});

t.test('the layer that is seen is told by its size', async (t) => {
  t.equal(layerSeen(three, 720), 2);
  t.equal(layerSeen(three, 360), 1);
  t.equal(layerSeen(three, 176), 0);
  t.equal(layerSeen(three, 0), undefined);
});

const camera = { consumerId: 'c', source: 'camera' as const, layers: 3 };
const screen = { consumerId: 's', source: 'screen' as const, layers: 2 };
const tabSound = { consumerId: 't', source: 'screen-sound' as const, layers: 1 };
const sound = { consumerId: 'm', source: 'microphone' as const, layers: 1 };
const facts = (rest: Partial<WishFacts> = {}): WishFacts => ({
  tracks: [sound, camera],
  choice: 'auto',
  seen: true,
  inset: false,
  tile: tile(640, 360),
  tallest: 720,
  ...rest,
});

t.test('sound is never wished away', async (t) => {
  t.same(wishesOf(facts({ tracks: [sound], choice: 'audio', seen: false })), []);
});

t.test('the picture is as good as its place', async (t) => {
  t.same(wishesOf(facts()), [{ consumer: 'c', paused: false, spatialLayer: 1 }]);
  t.same(wishesOf(facts({ tile: tile(1920, 1080) })), [{ consumer: 'c', paused: false, spatialLayer: null }]);
});

t.test('what nobody sees does not flow', async (t) => {
  t.match(wishesOf(facts({ seen: false })), [{ paused: true }]);
  t.match(wishesOf(facts({ choice: 'audio' })), [{ paused: true }]);
  t.same(
    wishesOf(facts({ tracks: [camera, screen, sound] })).map(({ consumer, paused }) => [consumer, paused]),
    [
      ['c', true],
      ['s', false],
    ],
    'behind a shared screen the camera rests where it is not wanted beside it',
  );
});

t.test('beside a shared screen the camera is small', async (t) => {
  const beside = { tracks: [camera, screen, sound, tabSound], inset: true, tile: tile(1920, 1080) };
  t.same(wishesOf(facts(beside)), [
    { consumer: 'c', paused: false, spatialLayer: 0 },
    { consumer: 's', paused: false, spatialLayer: null },
  ]);
  t.match(wishesOf(facts({ ...beside, seen: false })), [{ paused: true }, { paused: true }]);
  t.match(wishesOf(facts({ ...beside, choice: 'audio' })), [{ paused: true }, { paused: true }]);
  t.match(wishesOf(facts({ tracks: [{ ...camera, layers: 1 }, screen], inset: true })), [{ spatialLayer: null }]);
});

t.test('a chosen layer holds whatever the place', async (t) => {
  t.match(wishesOf(facts({ choice: 0, tile: tile(1920, 1080) })), [{ paused: false, spatialLayer: 0 }]);
  t.match(wishesOf(facts({ choice: 2, tile: tile(10, 10) })), [{ spatialLayer: 2 }]);
  t.match(wishesOf(facts({ choice: 2, tracks: [screen] })), [{ spatialLayer: 1 }], 'or the best there is');
  t.match(wishesOf(facts({ choice: 1, tracks: [{ ...camera, layers: 1 }] })), [{ spatialLayer: null }]);
});

t.test('what can be chosen is named by its height', async (t) => {
  t.same(
    optionsOf(3, 0).map(({ choice, height }) => [choice, height]),
    [
      ['auto', undefined],
      [2, 720],
      [1, 360],
      [0, 180],
      ['audio', undefined],
    ],
  );
  t.same(
    optionsOf(1, 0).map(({ choice }) => choice),
    ['auto', 'audio'],
  );
  t.same(
    optionsOf(0, 0).map(({ choice }) => choice),
    ['auto', 'audio'],
  );
});
