/** The performer: stands at the microphone, sways with the bar, taps a foot, and plays what is heard. */
import { drawFarArm, drawFrettingHand, drawStrummingArm } from './arms.ts';
import { drawGuitar } from './guitar.ts';
import { drawHead } from './head.ts';
import { drawLegs } from './legs.ts';
import { COAT, COAT_DARK, SLEEVE } from './palette.ts';
import { limb, type Moment, outline, type Pen, shape, TURN, vertical } from './pen.ts';

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
  shape(pen, outline('-7,-140 8,-140 5,-66 -3,-66'), '#e7d7bd');
  shape(pen, outline('-9,-141 -2,-134 -4,-100 -13,-122'), SLEEVE);
  shape(pen, outline('10,-141 3,-134 5,-100 14,-122'), SLEEVE);
  pen.beginPath();
  pen.ellipse(0.5, -138, 12.5, 6.2, 0, 0, TURN);
  pen.fillStyle = '#cf4b43';
  pen.fill();
  limb(pen, outline('8,-134 12,-124 10,-112'), 6.5, '#b83e3b');
  limb(pen, outline('20,-132 24,-112 22,-90'), 1.5, 'rgba(255,190,170,0.55)');
}
