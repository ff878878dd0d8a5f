/** What stands around the performer: the lead to the amplifier, the amplifier, the open case with coins, and the people who stopped. */
import { chance, type Moment, type Pen, type Point, shape, TURN, vertical, WIDTH } from './pen.ts';

/** The lead from the guitar, along the ground, to the amplifier. */
export function drawLead(pen: Pen, [fromX, fromY]: Point, [toX, toY]: Point): void {
  pen.beginPath();
  pen.moveTo(fromX, fromY);
  pen.bezierCurveTo(fromX - 16, fromY + 70, toX + 34, toY + 30, toX, toY);
  pen.strokeStyle = '#150f20';
  pen.lineWidth = 1.8;
  pen.stroke();
}

/** A small valve amplifier; its cone moves with the bass, its lamp is on. */
export function drawAmplifier(pen: Pen, [x, y]: Point, { bands }: Moment): void {
  const push = 1 + 0.07 * (bands[0] ?? 0);
  pen.fillStyle = '#161022';
  pen.beginPath();
  pen.roundRect(x, y - 56, 62, 56, 5);
  pen.fill();
  pen.fillStyle = vertical(pen, y - 44, y - 4, [
    [0, '#6d4a3c'],
    [1, '#3a2632'],
  ]);
  pen.beginPath();
  pen.roundRect(x + 4, y - 42, 54, 38, 3);
  pen.fill();
  pen.fillStyle = '#d8b27a';
  pen.fillRect(x + 4, y - 52, 54, 7);
  for (const knob of [10, 19, 28, 37]) {
    pen.beginPath();
    pen.arc(x + knob, y - 48.5, 2.3, 0, TURN);
    pen.fillStyle = '#2a1a22';
    pen.fill();
  }
  for (const [radius, color] of [
    [16.5, '#2a1b28'],
    [12 * push, '#453041'],
    [5 * push, '#1c121d'],
  ] as const) {
    pen.beginPath();
    pen.arc(x + 31, y - 23, radius, 0, TURN);
    pen.fillStyle = color;
    pen.fill();
  }
  pen.beginPath();
  pen.arc(x + 51, y - 48.5, 2.2, 0, TURN);
  pen.fillStyle = '#ff5d4d';
  pen.fill();
}

/** The open guitar case: lid, velvet, and what people gave. */
export function drawCase(pen: Pen, [x, y]: Point): void {
  shape(
    pen,
    [
      [x + 8, y - 14],
      [x + 86, y - 16],
      [x + 78, y - 40],
      [x + 18, y - 37],
    ],
    '#1a1223',
  );
  shape(
    pen,
    [
      [x + 14, y - 16],
      [x + 80, y - 18],
      [x + 73, y - 36],
      [x + 22, y - 34],
    ],
    '#5e2140',
  );
  shape(
    pen,
    [
      [x, y],
      [x + 94, y - 3],
      [x + 86, y - 16],
      [x + 8, y - 14],
    ],
    '#1a1223',
  );
  shape(
    pen,
    [
      [x + 7, y - 2.5],
      [x + 87, y - 5],
      [x + 81, y - 14],
      [x + 13, y - 12.5],
    ],
    '#7c2b50',
  );
  for (let coin = 0; coin < 15; coin += 1) {
    pen.beginPath();
    pen.ellipse(x + 18 + chance(coin) * 58, y - 5 - chance(coin + 9) * 6, 2.6, 1.3, 0, 0, TURN);
    pen.fillStyle = coin % 3 === 0 ? '#fff0bd' : '#f3b84f';
    pen.fill();
  }
}

/** Backs of heads along the front, each nodding on its own beat, rimmed by the stage's light. */
export function drawAudience(pen: Pen, { seconds }: Moment): void {
  for (let person = 0; person < 13; person += 1) {
    const side = person / 12;
    if (Math.abs(side - 0.5) < 0.2) continue;
    const x = side * (WIDTH + 10) - 5 + (chance(person) - 0.5) * 22;
    const size = 15 + 4 * chance(person + 5);
    const nod = 1.8 * Math.sin((seconds / (person % 2 ? 2 : 1) + chance(person + 9)) * TURN);
    drawPerson(pen, [x, 330 - 12 * Math.abs(side - 0.5) + nod], size, side < 0.5 ? 1 : -1);
  }
}

function drawPerson(pen: Pen, [x, y]: Point, size: number, lightFrom: number): void {
  pen.fillStyle = '#0e0a1b';
  pen.beginPath();
  pen.ellipse(x, y, size * 0.86, size, 0, 0, TURN);
  pen.fill();
  pen.beginPath();
  pen.ellipse(x, y + size * 2.3, size * 1.95, size * 1.55, 0, 0, TURN);
  pen.fill();
  pen.fillRect(x - size * 0.45, y, size * 0.9, size * 1.4);
  pen.beginPath();
  pen.ellipse(
    x,
    y,
    size * 0.86 - 0.7,
    size - 0.7,
    0,
    -Math.PI / 2 + lightFrom * 0.3 - 0.8,
    -Math.PI / 2 + lightFrom * 0.3 + 0.8,
  );
  pen.strokeStyle = 'rgba(255,170,120,0.5)';
  pen.lineWidth = 1.5;
  pen.lineCap = 'round';
  pen.stroke();
}
