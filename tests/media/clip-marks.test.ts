/** The marks in the picture are read back from what a decoder shows, at the sizes at which people watch, and never misread. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { markCells } from '../../infra/demo-clip/stage/marks.ts';
import { readMarks } from '../../sfu-workers/clip/read-marks.ts';

const IVF = fileURLToPath(new URL('../../sfu-workers/clip/media/demo.ivf', import.meta.url));
const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

/** A picture with nothing but the strip on it. */
function draw(cells: readonly boolean[], width = 640, height = 360, [dark, light] = [12, 175]) {
  const data = new Uint8ClampedArray(width * height * 4).fill(90);
  for (let y = Math.floor((height * 352) / 360); y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const value = cells[Math.floor((x * 40) / width)] ? light : dark;
      data.fill(value, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

t.test('what is written is read', async (t) => {
  for (const [loop, frame] of [
    [0, 0],
    [3, 47],
    [9, 119],
    [65_535, 0],
    [21_845, 43_690],
  ] as const) {
    t.same(readMarks(draw(markCells(loop, frame))), { loop, frame }, `loop ${loop}, frame ${frame}`);
    t.same(readMarks(draw(markCells(loop, frame), 160, 90)), { loop, frame }, 'at a quarter of the size as well');
  }
});

t.test('what cannot be read beyond doubt is not read', async (t) => {
  const cells = markCells(3, 47);
  for (const wrong of [5, 20, 33, 36]) {
    const flipped = cells.map((lit, at) => (at === wrong ? !lit : lit));
    t.equal(readMarks(draw(flipped)), undefined, `cell ${wrong} wrong`);
  }
  t.equal(readMarks(draw(cells, 640, 360, [100, 140])), undefined, 'too little contrast');
  t.equal(readMarks(draw([])), undefined, 'a black picture');
  t.equal(readMarks(draw(new Array<boolean>(40).fill(true))), undefined, 'a white strip');
  t.equal(readMarks(draw(cells.toReversed())), undefined, 'a mirrored picture');
  const blend = draw(cells);
  const after = draw(markCells(3, 48)).data;
  blend.data.forEach((value, at) => {
    blend.data[at] = (value + (after[at] ?? 0)) / 2;
  });
  t.equal(readMarks(blend), undefined, 'two frames blended into one');
});

t.test('it can be handed to a page', async (t) => {
  const alone = new Function(`return (${readMarks.toString()})`)() as typeof readMarks;
  t.same(alone(draw(markCells(7, 101))), { loop: 7, frame: 101 }, 'as its own text, which needs nothing else');
});

for (const [width, height] of [
  [640, 360],
  [390, 220],
] as const) {
  t.test(
    `the clip decoded at ${width}×${height}`,
    { skip: hasFfmpeg ? false : 'ffmpeg is not installed' },
    async (t) => {
      const args = [
        '-nostdin',
        '-loglevel',
        'error',
        '-i',
        IVF,
        '-vf',
        `select=not(mod(n\\,7)),scale=${width}:${height}`,
        '-fps_mode',
        'passthrough',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgba',
        '-',
      ];
      const { stdout } = spawnSync('ffmpeg', args, { maxBuffer: 2 ** 30 });
      const bytes = width * height * 4;
      t.equal(stdout.length, Math.ceil(1200 / 7) * bytes, 'every seventh frame was decoded');
      const read = Array.from({ length: stdout.length / bytes }, (_, i) =>
        readMarks({ width, height, data: stdout.subarray(i * bytes, (i + 1) * bytes) }),
      );
      const meant = read.map((_, i) => ({ loop: Math.floor((i * 7) / 120), frame: (i * 7) % 120 }));
      t.same(read, meant, 'and says which it is');
    },
  );
}
