/** The performer's arms and hands, which play what is heard. */
import { GUITAR, onNeck } from './guitar.ts';
import { COAT, COAT_DARK, SKIN, SKIN_SHADE, SLEEVE } from './palette.ts';
import { limb, type Moment, outline, type Pen, type Point } from './pen.ts';

/** Behind the guitar: shoulder, elbow, and as much of the forearm as the neck lets one see. */
export function drawFarArm(pen: Pen, moment: Moment): void {
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

/** The left hand on the neck, its fingers on the strings. */
export function drawFrettingHand(pen: Pen, { fret, strum }: Moment): void {
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
export function drawStrummingArm(pen: Pen, { strum, tap }: Moment): void {
  const reach = strum * 4.5 + tap * 1.5;
  const hand: Point = [GUITAR.x + 9 - strum * 1.5, GUITAR.y - 4 + reach];
  const elbow: Point = [-36, -98 + strum * 0.8];
  limb(pen, [[-17, -131], elbow], 12.5, COAT);
  limb(pen, [elbow, [hand[0] - 9, hand[1] - 2]], 11, SLEEVE);
  limb(pen, outline('-22,-131 -41,-99'), 1.5, 'rgba(190,170,255,0.7)');
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
