/** The guitar: a dreadnought held across the body, neck to the right and up, strings that blur when struck. */
import { limb, type Moment, type Pen, type Point, TURN } from './pen.ts';

/** Where its sound hole is, seen from between the performer's feet, and how far the neck points up. */
export const GUITAR = { x: -4, y: -88, tilt: -0.33 } as const;

const NECK_FROM = 17;
const NECK_TO = 66;

/** The point of the neck under the left hand, `fret` 0 (nut) … 1 (body). */
export function onNeck(fret: number): Point {
  const along = NECK_TO - 8 - fret * 26;
  return [GUITAR.x + Math.cos(GUITAR.tilt) * along, GUITAR.y + Math.sin(GUITAR.tilt) * along];
}

/** Draws the guitar in the performer's coordinates. */
export function drawGuitar(pen: Pen, { strum }: Moment): void {
  pen.save();
  pen.translate(GUITAR.x, GUITAR.y);
  pen.rotate(GUITAR.tilt);
  drawNeck(pen);
  drawBox(pen);
  drawStrings(pen, strum);
  pen.restore();
}

function drawNeck(pen: Pen): void {
  pen.fillStyle = '#3b2018';
  pen.fillRect(NECK_FROM - 4, -3.1, NECK_TO - NECK_FROM + 4, 6.2);
  pen.fillStyle = 'rgba(255,225,180,0.55)';
  for (let fret = 0; fret < 8; fret += 1) pen.fillRect(NECK_TO - 5 - fret * 6 + fret * fret * 0.16, -3.1, 0.9, 6.2);
  pen.beginPath();
  pen.moveTo(NECK_TO - 1, -3.2);
  pen.lineTo(NECK_TO + 15, -5);
  pen.lineTo(NECK_TO + 15, 4.6);
  pen.lineTo(NECK_TO - 1, 3.2);
  pen.closePath();
  pen.fillStyle = '#6b3a22';
  pen.fill();
  pen.fillStyle = '#f2dcae';
  for (const peg of [3, 8, 13]) {
    pen.fillRect(NECK_TO + peg, -7, 2.4, 2.2);
    pen.fillRect(NECK_TO + peg, 4.6, 2.4, 2.2);
  }
}

/** The outline of the box, `inset` units inside its edge. */
function traceBox(pen: Pen, inset: number): void {
  const i = inset;
  pen.beginPath();
  pen.moveTo(18 - i, 0);
  pen.bezierCurveTo(19 - i, -17 + i, 2, -20 + i, -7, -14.5 + i);
  pen.bezierCurveTo(-14, -11 + i, -18, -24 + i, -32, -22 + i);
  pen.bezierCurveTo(-48 + i, -19 + i, -48 + i, 19 - i, -32, 22 - i);
  pen.bezierCurveTo(-18, 24 - i, -14, 11 - i, -7, 14.5 - i);
  pen.bezierCurveTo(2, 20 - i, 19 - i, 17 - i, 18 - i, 0);
  pen.closePath();
}

function drawBox(pen: Pen): void {
  traceBox(pen, 0);
  pen.fillStyle = '#5b2b17';
  pen.fill();
  traceBox(pen, 1.8);
  const wood = pen.createRadialGradient(-10, -8, 3, -14, 0, 40);
  wood.addColorStop(0, '#ffd083');
  wood.addColorStop(0.55, '#ea9a47');
  wood.addColorStop(1, '#a8551f');
  pen.fillStyle = wood;
  pen.fill();
  pen.beginPath();
  pen.arc(2, 0, 7.6, 0, TURN);
  pen.fillStyle = '#7a3d1a';
  pen.fill();
  pen.beginPath();
  pen.arc(2, 0, 6.1, 0, TURN);
  pen.fillStyle = '#24100c';
  pen.fill();
  pen.beginPath();
  pen.ellipse(-3, 9.4, 10, 4.2, 0.25, 0, TURN);
  pen.fillStyle = 'rgba(70,26,14,0.75)';
  pen.fill();
  pen.fillStyle = '#4a2213';
  pen.fillRect(-27, -7.5, 4, 15);
}

/** At rest six hair lines, for a moment after a stroke a brighter blur. */
function drawStrings(pen: Pen, strum: number): void {
  for (let string = 0; string < 6; string += 1) {
    const y = -2.5 + string;
    limb(
      pen,
      [
        [-25, y * 1.4],
        [NECK_TO, y],
      ],
      0.5 + strum * 0.35,
      `rgba(255,240,214,${(0.45 + 0.4 * strum).toFixed(2)})`,
    );
  }
}
