/** The street at dusk: sky, moon, roofs with lit windows, and the paving. Nothing here moves but a few windows. */
import { chance, glow, HEIGHT, type Moment, type Pen, TURN, vertical, WIDTH } from './pen.ts';

export const HORIZON = 236;

/** Everything behind the stage. */
export function drawStreet(pen: Pen, { seconds }: Moment): void {
  drawSky(pen);
  drawRoofs(pen, { seed: 3, base: 192, spread: 64, color: '#59386a', window: '#f3b077', lit: 0.16, seconds });
  drawRoofs(pen, { seed: 11, base: 214, spread: 76, color: '#241b3d', window: '#ffc777', lit: 0.3, seconds });
  drawPaving(pen);
}

function drawSky(pen: Pen): void {
  pen.fillStyle = vertical(pen, 0, HORIZON, [
    [0, '#15123a'],
    [0.3, '#38286a'],
    [0.52, '#84477a'],
    [0.7, '#d8705f'],
    [0.86, '#f5a564'],
    [1, '#ffcf86'],
  ]);
  pen.fillRect(0, 0, WIDTH, HORIZON);
  for (let star = 0; star < 34; star += 1) {
    pen.globalAlpha = 0.25 + 0.5 * chance(star + 0.3);
    pen.fillStyle = '#fff3d6';
    pen.fillRect(chance(star) * WIDTH, chance(star + 50) * 84, 1.3, 1.3);
  }
  pen.globalAlpha = 1;
  glow(pen, [112, 98], 58, 'rgba(255,236,200,0.22)', 'rgba(255,236,200,0)');
  pen.beginPath();
  pen.moveTo(105, 83.5);
  pen.bezierCurveTo(132, 84, 136, 113, 107, 114);
  pen.bezierCurveTo(122, 108, 121, 89, 105, 83.5);
  pen.fillStyle = '#fdeccb';
  pen.fill();
}

type Roofs = {
  seed: number;
  base: number;
  spread: number;
  color: string;
  window: string;
  lit: number;
  seconds: number;
};

function drawRoofs(pen: Pen, roofs: Roofs): void {
  let x = -12;
  for (let house = 0; x < WIDTH; house += 1) {
    const own = roofs.seed + house * 7;
    const width = 40 + Math.round(chance(own) * 5) * 8;
    const middle = Math.abs(x + width / 2 - WIDTH / 2) / (WIDTH / 2);
    const top = roofs.base - chance(own + 1) * roofs.spread * 0.6 - middle * roofs.spread * 0.8;
    drawHouse(pen, roofs, { own, x, width, top });
    x += width;
  }
}

type House = { own: number; x: number; width: number; top: number };

function drawHouse(pen: Pen, roofs: Roofs, { own, x, width, top }: House): void {
  pen.fillStyle = roofs.color;
  pen.fillRect(x, top, width + 0.6, HORIZON - top);
  if (chance(own + 2) > 0.5) {
    pen.beginPath();
    pen.moveTo(x - 2, top);
    pen.lineTo(x + width / 2, top - 15);
    pen.lineTo(x + width + 2, top);
    pen.fill();
  } else pen.fillRect(x + width * 0.6, top - 10, 7, 11);
  for (let y = top + 9; y < HORIZON - 12; y += 15) {
    for (let column = x + 6; column < x + width - 8; column += 13) drawWindow(pen, roofs, column, y);
  }
}

function drawWindow(pen: Pen, roofs: Roofs, x: number, y: number): void {
  const luck = chance(x * 3.1 + y * 7.7 + roofs.seed);
  if (luck > roofs.lit) return;
  // One window in nine goes dark and light again, once a loop.
  const flickers = luck < roofs.lit / 9;
  pen.globalAlpha = flickers ? 0.45 + 0.4 * Math.sin((roofs.seconds / 4) * TURN + x) : 0.55 + 0.4 * chance(luck * 99);
  pen.fillStyle = roofs.window;
  pen.fillRect(x, y, 5.5, 8);
  pen.globalAlpha = 1;
}

function drawPaving(pen: Pen): void {
  pen.fillStyle = vertical(pen, HORIZON, HEIGHT, [
    [0, '#4a3350'],
    [0.25, '#33254a'],
    [1, '#120e22'],
  ]);
  pen.fillRect(0, HORIZON, WIDTH, HEIGHT - HORIZON);
  pen.strokeStyle = 'rgba(12,8,26,0.45)';
  pen.lineWidth = 1.4;
  for (let row = 0; row < 8; row += 1) {
    const y = HORIZON + 5 + row * row * 1.9 + row * 3;
    const pitch = 26 + row * 9;
    pen.beginPath();
    pen.moveTo(0, y);
    pen.lineTo(WIDTH, y);
    const next = HORIZON + 5 + (row + 1) * (row + 1) * 1.9 + (row + 1) * 3;
    for (let column = -14; column <= 14; column += 1) {
      const at = WIDTH / 2 + (column + (row % 2) / 2) * pitch;
      pen.moveTo(at, y);
      pen.lineTo(WIDTH / 2 + (at - WIDTH / 2) * (1 + (next - y) / 190), next);
    }
    pen.stroke();
  }
}
