/**
 * Writes what `sfu-workers/clip/read-marks.ts` reads: 40 cells from left to right, 1 is light.
 *
 *   0–1    marker 1 0
 *   2–17   loop, 16 bits, most significant first, Gray code
 *   18–33  frame within the loop, likewise (Gray code: one cell changes from frame to frame, so nothing flickers)
 *   34–37  parity: the exclusive or of the eight groups of four cells before
 *   38–39  marker 1 0, as at the left, so that a mirrored picture is told apart
 */

/** The 40 cells for a loop and a frame, each 0…65535. */
export function markCells(loop: number, frame: number): boolean[] {
  const data = [...grayBits(loop), ...grayBits(frame)];
  const parity = [0, 1, 2, 3].map((column) => data.filter((lit, at) => lit && at % 4 === column).length % 2 === 1);
  return [true, false, ...data, ...parity, true, false];
}

function grayBits(value: number): boolean[] {
  const gray = value ^ (value >> 1);
  return Array.from({ length: 16 }, (_, at) => ((gray >> (15 - at)) & 1) === 1);
}
