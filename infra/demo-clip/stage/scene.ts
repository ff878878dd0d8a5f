/** One frame of the clip, from back to front. */
import { drawMarks, drawPill } from './badge.ts';
import { drawBusker } from './busker.ts';
import { drawEqualiser } from './equaliser.ts';
import { drawBeams, drawBulbs, drawMotes, drawPool } from './lights.ts';
import { glow, HEIGHT, type Moment, type Pen, WIDTH } from './pen.ts';
import { drawAmplifier, drawAudience, drawCase, drawLead } from './props.ts';
import { drawStreet } from './street.ts';

const SIZE = 1.2;

/** Draws the whole picture; nothing of the frame before is left. */
export function drawScene(pen: Pen, moment: Moment): void {
  drawStreet(pen, moment);
  drawPool(pen, moment);
  drawBeams(pen, moment);
  drawEqualiser(pen, moment);
  drawAmplifier(pen, [168, 302], moment);
  drawMotes(pen, moment);
  drawShadow(pen);
  drawLead(pen, [282, 224], [229, 296]);
  pen.save();
  pen.translate(320, 314);
  pen.scale(SIZE, SIZE);
  drawBusker(pen, moment);
  pen.restore();
  drawCase(pen, [392, 320]);
  drawBulbs(pen, moment);
  drawAudience(pen, moment);
  darkenEdges(pen);
  drawPill(pen, moment);
  drawMarks(pen, moment);
}

function drawShadow(pen: Pen): void {
  pen.save();
  pen.translate(322, 315);
  pen.scale(1, 0.16);
  glow(pen, [0, 0], 58, 'rgba(10,4,24,0.7)', 'rgba(10,4,24,0)');
  pen.restore();
}

function darkenEdges(pen: Pen): void {
  const edge = pen.createRadialGradient(WIDTH / 2, HEIGHT * 0.5, 210, WIDTH / 2, HEIGHT * 0.5, 400);
  edge.addColorStop(0, 'rgba(8,5,20,0)');
  edge.addColorStop(1, 'rgba(8,5,20,0.6)');
  pen.fillStyle = edge;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}
