/** The performer: stands at the microphone, sways with the bar, taps a foot, and plays what is heard. */
import { drawGuitar, GUITAR, onNeck } from './guitar.ts';
import { limb, type Moment, type Pen, type Point, shape, TURN, vertical } from './pen.ts';

const SKIN = '#e0a170';
const SKIN_SHADE = '#b97a54';
const COAT = '#23586a';
const COAT_DARK = '#163c4c';
const TROUSERS = '#2a2750';

/** Draws the performer with both feet on the origin of the pen, about 172 units tall. */
export function drawBusker(pen: Pen, moment: Moment): void {
  const sway = Math.sin((moment.seconds / 2) * TURN);
  drawLegs(pen, moment.tap, sway);
  pen.save();
  pen.translate(0, -84);
  pen.rotate(sway * 0.022);
  pen.translate(sway * 1.6, 84 - moment.tap * 0.8);
  drawCoat(pen);
  drawHead(pen, moment, sway);
  drawFarArm(pen, moment);
  drawGuitar(pen, moment);
  drawFrettingHand(pen, moment);
  drawStrummingArm(pen, moment);
  pen.restore();
}

function drawLegs(pen: Pen, tap: number, sway: number): void {
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

function drawCoat(pen: Pen): void {
  pen.beginPath();
  pen.moveTo(-20, -134);
  pen.bezierCurveTo(-12, -142, 12, -142, 20, -134);
  pen.bezierCurveTo(25, -112, 22, -92, 25, -66);
  pen.bezierCurveTo(10, -60, -10, -60, -24, -66);
  pen.bezierCurveTo(-22, -92, -25, -112, -20, -134);
  pen.closePath();
  pen.fillStyle = vertical(pen, -142, -62, [
    [0, '#3a7f8e'],
    [0.4, COAT],
    [1, COAT_DARK],
  ]);
  pen.fill();
  shape(
    pen,
    [
      [-7, -140],
      [8, -140],
      [5, -66],
      [-3, -66],
    ],
    '#e7d7bd',
  );
  shape(
    pen,
    [
      [-9, -141],
      [-2, -134],
      [-4, -100],
      [-13, -122],
    ],
    '#2e6b7b',
  );
  shape(
    pen,
    [
      [10, -141],
      [3, -134],
      [5, -100],
      [14, -122],
    ],
    '#2e6b7b',
  );
  pen.beginPath();
  pen.ellipse(0.5, -138, 12.5, 6.2, 0, 0, TURN);
  pen.fillStyle = '#cf4b43';
  pen.fill();
  limb(
    pen,
    [
      [8, -134],
      [12, -124],
      [10, -112],
    ],
    6.5,
    '#b83e3b',
  );
  limb(
    pen,
    [
      [20, -132],
      [24, -112],
      [22, -90],
    ],
    1.5,
    'rgba(255,190,170,0.55)',
  );
}

function drawHead(pen: Pen, { strum }: Moment, sway: number): void {
  pen.save();
  pen.translate(0.5, -144);
  pen.rotate(0.1 + sway * 0.05 + strum * 0.012);
  pen.fillStyle = SKIN_SHADE;
  pen.fillRect(-4.5, -4, 9, 9);
  pen.beginPath();
  pen.ellipse(0, -13, 11.4, 13.2, 0, 0, TURN);
  pen.fillStyle = SKIN;
  pen.fill();
  drawFace(pen);
  drawHat(pen);
  pen.restore();
}

function drawFace(pen: Pen): void {
  pen.save();
  pen.beginPath();
  pen.ellipse(0, -13, 11.4, 13.2, 0, 0, TURN);
  pen.clip();
  // A short beard, and the shade of the hat's brim over the eyes.
  pen.beginPath();
  pen.ellipse(0, -3.5, 12, 8.2, 0, 0, Math.PI);
  pen.ellipse(0, -7, 12, 4.5, 0, Math.PI, TURN);
  pen.fillStyle = '#58301f';
  pen.fill();
  pen.fillStyle = 'rgba(94,48,44,0.42)';
  pen.fillRect(-13, -28, 26, 10.5);
  pen.restore();
  limb(
    pen,
    [
      [-6.4, -14.6],
      [-4.4, -13.6],
      [-2.4, -14.6],
    ],
    1.3,
    '#3a2019',
  );
  limb(
    pen,
    [
      [2.8, -14.6],
      [4.8, -13.6],
      [6.8, -14.6],
    ],
    1.3,
    '#3a2019',
  );
  limb(
    pen,
    [
      [0.6, -13],
      [1.5, -9.6],
      [0, -9.2],
    ],
    1.2,
    SKIN_SHADE,
  );
  limb(
    pen,
    [
      [-2.6, -5.6],
      [0, -4.6],
      [2.8, -5.6],
    ],
    1.4,
    '#e9b79a',
  );
}

function drawHat(pen: Pen): void {
  pen.beginPath();
  pen.moveTo(-11.5, -21);
  pen.bezierCurveTo(-12, -36, -7, -37, -2, -35);
  pen.bezierCurveTo(1, -34, 2, -34, 4, -35.5);
  pen.bezierCurveTo(9, -37, 12, -34, 11.5, -21);
  pen.closePath();
  pen.fillStyle = '#4a3247';
  pen.fill();
  pen.fillStyle = '#e9a24f';
  pen.fillRect(-11.6, -24.5, 23.2, 3.6);
  pen.beginPath();
  pen.ellipse(0, -20.4, 20.5, 4.2, -0.04, 0, TURN);
  pen.fillStyle = '#5c3f57';
  pen.fill();
  limb(
    pen,
    [
      [-17, -22],
      [0, -23.6],
      [17, -23],
    ],
    1,
    'rgba(255,214,170,0.6)',
  );
}

/** Behind the guitar: shoulder, elbow, and as much of the forearm as the neck lets one see. */
function drawFarArm(pen: Pen, moment: Moment): void {
  const hand = onNeck(moment.fret);
  const elbow: Point = [33 + hand[0] * 0.12, -96];
  limb(pen, [[17, -131], elbow, [hand[0] + 1, hand[1] + 6]], 11.5, COAT_DARK);
  limb(pen, [[18, -132], elbow], 10, COAT);
  limb(
    pen,
    [
      [22, -131],
      [elbow[0] + 4, elbow[1]],
    ],
    1.4,
    'rgba(255,180,180,0.5)',
  );
}

function drawFrettingHand(pen: Pen, { fret, strum }: Moment): void {
  const [x, y] = onNeck(fret);
  pen.save();
  pen.translate(x, y);
  pen.rotate(GUITAR.tilt);
  pen.beginPath();
  pen.roundRect(-4.6, 1.5, 9.5, 6.5, 3);
  pen.fillStyle = SKIN_SHADE;
  pen.fill();
  for (const finger of [-4, -1.3, 1.4, 4.1]) {
    limb(
      pen,
      [
        [finger, 4],
        [finger + 0.4, -2.4 - strum * 0.5],
      ],
      2.3,
      SKIN,
    );
  }
  pen.restore();
}

/** In front of the guitar: the forearm falls with each stroke. */
function drawStrummingArm(pen: Pen, { strum, tap }: Moment): void {
  const reach = strum * 4.5 + tap * 1.5;
  const hand: Point = [GUITAR.x + 9 - strum * 1.5, GUITAR.y - 4 + reach];
  const elbow: Point = [-36, -98 + strum * 0.8];
  limb(pen, [[-17, -131], elbow], 12.5, COAT);
  limb(pen, [elbow, [hand[0] - 9, hand[1] - 2]], 11, '#2e6b7b');
  limb(
    pen,
    [
      [-22, -131],
      [-41, -99],
    ],
    1.5,
    'rgba(190,170,255,0.7)',
  );
  limb(pen, [[hand[0] - 10, hand[1] - 2], hand], 7.4, SKIN);
  limb(
    pen,
    [
      [hand[0] - 1, hand[1] + 1],
      [hand[0] + 4, hand[1] + 4],
    ],
    2.6,
    SKIN,
  );
  limb(
    pen,
    [
      [hand[0], hand[1] - 2],
      [hand[0] + 5, hand[1] + 1],
    ],
    2.6,
    SKIN,
  );
}
