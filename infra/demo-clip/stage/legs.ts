/** The performer's legs and boots; one boot taps. */
import { TROUSERS } from './palette.ts';
import { limb, type Pen, type Point } from './pen.ts';

/** Both legs, hips following the sway, the right toe the tap (1 down … 0 up). */
export function drawLegs(pen: Pen, tap: number, sway: number): void {
  const hip = sway * 1.4;
  limb(
    pen,
    [
      [-7 + hip, -86],
      [-12, -44],
      [-14, -8],
    ],
    15,
    TROUSERS,
  );
  limb(
    pen,
    [
      [8 + hip, -86],
      [13, -46],
      [16, -8],
    ],
    15,
    '#343062',
  );
  limb(
    pen,
    [
      [13 + hip, -84],
      [19, -46],
      [21, -12],
    ],
    1.6,
    'rgba(255,196,150,0.5)',
  );
  drawBoot(pen, [-15, -1], 0);
  drawBoot(pen, [17, -1], -0.26 * (1 - tap));
}

/** The heel stays down, the toe lifts between taps. */
function drawBoot(pen: Pen, [x, y]: Point, lift: number): void {
  pen.save();
  pen.translate(x, y);
  pen.rotate(lift);
  pen.beginPath();
  pen.moveTo(-8, 1);
  pen.lineTo(-8, -13);
  pen.lineTo(6, -13);
  pen.bezierCurveTo(8, -7, 18, -8, 19, 1);
  pen.closePath();
  pen.fillStyle = '#5b3526';
  pen.fill();
  pen.fillStyle = '#1a1120';
  pen.fillRect(-8, 0, 27.5, 2.6);
  pen.restore();
}
