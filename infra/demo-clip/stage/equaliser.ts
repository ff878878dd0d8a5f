/** The low wall of light behind the performer: one bar for each band of the music, mirrored on the wet paving. */
import { type Moment, type Pen, vertical, WIDTH } from './pen.ts';

const BASE = 276;
const PITCH = 13;
const BAR = 8;
const TALLEST = 92;

/** Bars run outwards from the middle, bass inside, so that the figure stands in the deepest tones. */
export function drawEqualiser(pen: Pen, { bands }: Moment): void {
  pen.fillStyle = 'rgba(10,8,24,0.72)';
  pen.beginPath();
  pen.roundRect(WIDTH / 2 - bands.length * PITCH - 10, BASE - 4, bands.length * PITCH * 2 + 20, 9, 3);
  pen.fill();
  const up = vertical(pen, BASE - TALLEST, BASE, [
    [0, '#ff7a9c'],
    [0.45, '#ffb45e'],
    [1, '#8f7bff'],
  ]);
  const down = vertical(pen, BASE + 5, BASE + 38, [
    [0, 'rgba(150,125,255,0.34)'],
    [1, 'rgba(150,125,255,0)'],
  ]);
  bands.forEach((band, index) => {
    const height = 5 + band * (TALLEST - 5);
    for (const side of [-1, 1]) {
      const x = WIDTH / 2 + side * (index + 0.5) * PITCH - BAR / 2;
      pen.fillStyle = up;
      pen.beginPath();
      pen.roundRect(x, BASE - height, BAR, height, 3);
      pen.fill();
      pen.fillStyle = down;
      pen.fillRect(x, BASE + 5, BAR, height * 0.42);
    }
  });
}
