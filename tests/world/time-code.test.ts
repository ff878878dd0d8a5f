/** The clock in the picture says what it was told, at any size, and refuses what it cannot read. */
import t from 'tap';
import { type Brush, paintTimeCode, readTimeCode, sinceTimeCode, timeCodePlace } from './time-code.ts';

const width = timeCodePlace.readWidth;
const height = timeCodePlace.readHeight;

/** The code's part of a picture, painted at the size at which it is read. */
function painted(atMs: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4);
  const brush: Brush = {
    fillStyle: '',
    fillRect(left, top, wide, high) {
      for (let y = Math.round(top); y < Math.round(top + high); y += 1) {
        pixels.fill(this.fillStyle === '#fff' ? 235 : 16, (y * width + left) * 4, (y * width + left + wide) * 4);
      }
    },
  };
  paintTimeCode(brush, width, height / timeCodePlace.heightShare, atMs);
  return pixels;
}

t.test('what was painted is read', async (t) => {
  const start = performance.timeOrigin;
  for (const atMs of [0, 1, 255, 256, 2 ** 24 - 1, start, start + 33.4, start + 16_777_216]) {
    t.equal(readTimeCode(painted(atMs)), Math.floor(atMs) % 2 ** 24, `${atMs} ms`);
  }
});

t.test('a code is not believed when it is damaged', async (t) => {
  const pixels = painted(123_456);
  pixels.fill(235, 0, 4 * 4 * 4);
  for (let y = 0; y < 4; y += 1) pixels.fill(235, y * width * 4, (y * width + 32) * 4);
  t.equal(readTimeCode(pixels), undefined, 'smeared');
  t.equal(readTimeCode(new Uint8ClampedArray(width * height * 4)), undefined, 'black');
  t.equal(readTimeCode(new Uint8ClampedArray(width * height * 4).fill(255)), undefined, 'white');
});

t.test('an age is right also where the count starts again', async (t) => {
  t.equal(sinceTimeCode(1_000, 1_031.5), 31.5);
  t.equal(sinceTimeCode(2 ** 24 - 10, 2 ** 24 + 20), 30, 'over the end');
  t.equal(sinceTimeCode(50, 20), -30, 'before it was painted');
});
