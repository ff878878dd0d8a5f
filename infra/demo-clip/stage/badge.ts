/** What the picture says about itself: the pill for people, and the strip of marks for machines. */
import { markCells } from './marks.ts';
import { HEIGHT, type Moment, type Pen, WIDTH } from './pen.ts';

const STRIP_HEIGHT = 8;

/** `loop 03 · frame 047` in the lower left corner, every digit on its own pitch so that nothing jitters. */
export function drawPill(pen: Pen, { loop, frame }: Moment): void {
  const middle = HEIGHT - STRIP_HEIGHT - 20;
  pen.font = '600 12.5px "Inter Variable", sans-serif';
  pen.textBaseline = 'middle';
  pen.textAlign = 'left';
  pen.fillStyle = 'rgba(12,9,26,0.8)';
  pen.beginPath();
  pen.roundRect(12, middle - 12, 142, 24, 12);
  pen.fill();
  pen.fillStyle = '#c9bfe6';
  pen.fillText('loop', 24, middle + 0.5);
  pen.fillText('·', 72.5, middle + 0.5);
  pen.fillText('frame', 80, middle + 0.5);
  drawDigits(pen, String(loop).padStart(2, '0'), 54, middle);
  drawDigits(pen, String(frame).padStart(3, '0'), 119.5, middle);
}

function drawDigits(pen: Pen, digits: string, x: number, middle: number): void {
  pen.fillStyle = '#ffffff';
  pen.textAlign = 'center';
  digits.split('').forEach((digit, index) => {
    pen.fillText(digit, x + 4 + index * 8, middle + 0.5);
  });
  pen.textAlign = 'left';
}

/** The marks along the bottom edge, each cell one macroblock wide, so that the codec keeps it flat. */
export function drawMarks(pen: Pen, { loop, frame }: Moment): void {
  const cells = markCells(loop, frame);
  const width = WIDTH / cells.length;
  cells.forEach((lit, index) => {
    pen.fillStyle = lit ? '#b9ab98' : '#0c0a14';
    pen.fillRect(index * width, HEIGHT - STRIP_HEIGHT, width, STRIP_HEIGHT);
  });
}
