/** The performer's head: hat, beard, eyes closed to the music. */
import { SKIN, SKIN_SHADE } from './palette.ts';
import { limb, type Moment, outline, type Pen, TURN } from './pen.ts';

/** The head on its neck, in the performer's coordinates. */
export function drawHead(pen: Pen, { strum }: Moment, sway: number): void {
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
  limb(pen, outline('-6.4,-14.6 -4.4,-13.6 -2.4,-14.6'), 1.3, '#3a2019');
  limb(pen, outline('2.8,-14.6 4.8,-13.6 6.8,-14.6'), 1.3, '#3a2019');
  limb(pen, outline('0.6,-13 1.5,-9.6 0,-9.2'), 1.2, SKIN_SHADE);
  limb(pen, outline('-2.6,-5.6 0,-4.6 2.8,-5.6'), 1.4, '#e9b79a');
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
  limb(pen, outline('-17,-22 0,-23.6 17,-23'), 1, 'rgba(255,214,170,0.6)');
}
