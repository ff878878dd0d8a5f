/**
 * A clock in the picture: the millisecond at which it was painted, as 32 black and white blocks across the top. They are
 * large enough to survive a quarter of the resolution at 100 kbit/s, and a checksum tells a torn or smeared one.
 * Knows no DOM, so that Node can test what pages use.
 */

const columns = 16;
const rows = 2;
/** Pixels a block is drawn at for reading. */
const block = 4;
/** The code counts milliseconds up to here (4.6 hours) and starts again. */
const rangeMs = 2 ** 24;

/** The code lies across the top, this share of the picture high. It is read at this size, whatever the picture's. */
export const timeCodePlace = { heightShare: 2 / 9, readWidth: columns * block, readHeight: rows * block } as const;

/** What is needed of a 2D canvas context to paint. */
export interface Brush {
  fillStyle: unknown;
  fillRect(x: number, y: number, width: number, height: number): void;
}

/** Paints the code for a moment in milliseconds into a picture of this size. */
export function paintTimeCode(brush: Brush, width: number, height: number, atMs: number): void {
  const blockWidth = width / columns;
  const blockHeight = (height * timeCodePlace.heightShare) / rows;
  const codeMs = Math.floor(atMs) % rangeMs;
  const bits = codeMs * 256 + checksumOf(codeMs);
  for (let index = 0; index < columns * rows; index += 1) {
    brush.fillStyle = Math.floor(bits / 2 ** index) % 2 === 1 ? '#fff' : '#000';
    const column = index % columns;
    const row = Math.floor(index / columns);
    brush.fillRect(column * blockWidth, row * blockHeight, blockWidth, blockHeight);
  }
}

/**
 * Reads the code from the RGBA pixels of its part of the picture, drawn at `readWidth` × `readHeight`.
 * @returns milliseconds below 4.6 hours, or undefined where it cannot be read
 */
export function readTimeCode(pixels: ArrayLike<number>): number | undefined {
  let bits = 0;
  for (let index = 0; index < columns * rows; index += 1) {
    const left = (index % columns) * block;
    const top = Math.floor(index / columns) * block;
    if (isWhite(pixels, left, top)) bits += 2 ** index;
  }
  const codeMs = Math.floor(bits / 256);
  return bits % 256 === checksumOf(codeMs) ? codeMs : undefined;
}

/** Milliseconds from a code to a moment of the same clock; negative where the moment came first. */
export function sinceTimeCode(codeMs: number, atMs: number): number {
  const sinceMs = (((atMs - codeMs) % rangeMs) + rangeMs) % rangeMs;
  return sinceMs > rangeMs / 2 ? sinceMs - rangeMs : sinceMs;
}

/** Judges by the four pixels in the middle, away from the neighbours. */
function isWhite(pixels: ArrayLike<number>, left: number, top: number): boolean {
  let brightness = 0;
  for (const y of [1, 2]) {
    for (const x of [1, 2]) {
      // Green stands for all three: the code has no colours.
      brightness += pixels[((top + y) * columns * block + left + x) * 4 + 1] ?? 0;
    }
  }
  return brightness > 4 * 128;
}

function checksumOf(codeMs: number): number {
  return (codeMs ^ (codeMs >>> 8) ^ (codeMs >>> 16) ^ 0xa5) & 0xff;
}
