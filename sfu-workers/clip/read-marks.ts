/**
 * Reads the strip of marks along the bottom edge of the demo clip. Self-contained, without imports, so that a page
 * can be handed the function's own text (`page.evaluate`). The layout is written by `infra/demo-clip/stage/marks.ts`.
 */

/** Which frame a picture of the clip shows: loop 0…9, frame 0…119 within it. */
export interface ClipMarks {
  readonly loop: number;
  readonly frame: number;
}

/**
 * The marks in an RGBA picture of the whole clip at any size from 160×90 up, or `undefined` where they cannot be
 * read beyond doubt: another picture, a torn or blended one, too little contrast, wrong parity.
 */
export function readMarks(picture: { width: number; height: number; data: ArrayLike<number> }): ClipMarks | undefined {
  const { width, height, data } = picture;
  const CELLS = 40;
  const STRIP = 8 / 360;

  // The middle half of a cell, where no neighbour has bled in by scaling or by the codec.
  function brightness(cell: number): number {
    const [left, right] = [((cell + 0.25) * width) / CELLS, ((cell + 0.75) * width) / CELLS];
    const [top, bottom] = [height * (1 - STRIP * 0.7), height * (1 - STRIP * 0.2)];
    let [sum, count] = [0, 0];
    for (let y = Math.floor(top); y < Math.max(bottom, Math.floor(top) + 1); y += 1) {
      for (let x = Math.floor(left); x < Math.max(right, Math.floor(left) + 1); x += 1) {
        const at = (y * width + x) * 4;
        sum += (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
        count += 3;
      }
    }
    return sum / count;
  }

  function fromGray(bits: readonly boolean[]): number {
    let [value, bit] = [0, false];
    for (const flips of bits) {
      bit = bit !== flips;
      value = value * 2 + (bit ? 1 : 0);
    }
    return value;
  }

  const cells = Array.from({ length: CELLS }, (_, cell) => brightness(cell));
  const light = Math.min(cells[0] ?? 0, cells[38] ?? 0);
  const dark = Math.max(cells[1] ?? 0, cells[39] ?? 0);
  const doubt = (light - dark) * 0.15;
  const middle = (light + dark) / 2;
  if (light - dark < 60 || cells.some((cell) => Math.abs(cell - middle) < doubt)) return undefined;
  const bits = cells.map((cell) => cell > middle);
  const columns = [0, 1, 2, 3].map((column) => bits.slice(2, 38).filter((lit, at) => lit && at % 4 === column).length);
  if (columns.some((lit) => lit % 2 === 1)) return undefined;
  return { loop: fromGray(bits.slice(2, 18)), frame: fromGray(bits.slice(18, 34)) };
}
