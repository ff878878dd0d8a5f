/** What shines: the string of bulbs overhead, the spotlights and their pool on the ground, motes in the beams. */
import { chance, glow, type Moment, type Pen, type Point, TURN, WIDTH } from './pen.ts';

const STRINGS: readonly (readonly [Point, Point, number, number])[] = [
  [[-20, 8], [330, 26], 46, 11],
  [[330, 26], [665, 4], 44, 11],
];

/** Bulbs breathe in turn, one beat on, one beat off, and brighten a little with the music. */
export function drawBulbs(pen: Pen, { seconds, bands }: Moment): void {
  const loudness = bands.reduce((sum, band) => sum + band, 0) / Math.max(1, bands.length);
  for (const [from, to, sag, bulbs] of STRINGS) {
    const swing = 1.6 * Math.sin((seconds / 4) * TURN);
    pen.beginPath();
    pen.moveTo(...from);
    pen.quadraticCurveTo((from[0] + to[0]) / 2 + swing, (from[1] + to[1]) / 2 + sag * 2, ...to);
    pen.strokeStyle = '#0d0a1c';
    pen.lineWidth = 1.6;
    pen.stroke();
    for (let bulb = 0; bulb < bulbs; bulb += 1) {
      const along = (bulb + 0.5) / bulbs;
      const bend = 4 * along * (1 - along);
      const x = from[0] + (to[0] - from[0]) * along + (swing * bend) / 2;
      const y = from[1] + (to[1] - from[1]) * along + sag * bend;
      const breath = 0.5 + 0.5 * Math.cos((seconds / 2 + (bulb % 2) / 2) * TURN);
      drawBulb(pen, [x, y + 4], 0.5 + 0.28 * breath + 0.3 * loudness);
    }
  }
}

function drawBulb(pen: Pen, [x, y]: Point, power: number): void {
  pen.fillStyle = '#0d0a1c';
  pen.fillRect(x - 1.5, y - 6, 3, 4);
  pen.save();
  pen.globalCompositeOperation = 'lighter';
  glow(pen, [x, y], 21, `rgba(255,170,80,${(0.42 * power).toFixed(3)})`, 'rgba(255,140,60,0)');
  pen.restore();
  pen.beginPath();
  pen.arc(x, y, 3.5, 0, TURN);
  pen.fillStyle = power > 0.72 ? '#fff1cf' : '#ffd998';
  pen.fill();
}

/** Three beams: two colours that sweep across each other once a loop, and a steady warm one from above. */
export function drawBeams(pen: Pen, { seconds }: Moment): void {
  const sweep = Math.sin((seconds / 4) * TURN);
  pen.save();
  pen.globalCompositeOperation = 'screen';
  drawBeam(pen, [92, -14], [322 + 34 * sweep, 322], 74, '140,110,255', 0.5);
  drawBeam(pen, [548, -14], [318 - 34 * sweep, 322], 74, '255,110,140', 0.42);
  drawBeam(pen, [326, -30], [320, 322], 96, '255,186,92', 0.62);
  pen.restore();
}

function drawBeam(pen: Pen, from: Point, to: Point, halfWidth: number, color: string, power: number): void {
  const gradient = pen.createLinearGradient(...from, ...to);
  gradient.addColorStop(0, `rgba(${color},${power})`);
  gradient.addColorStop(0.55, `rgba(${color},${power * 0.42})`);
  gradient.addColorStop(1, `rgba(${color},0.02)`);
  // Cones, one in the other, give the soft edge of a real lamp.
  for (const width of [1, 0.88, 0.76, 0.64, 0.52, 0.4, 0.28]) {
    pen.beginPath();
    pen.moveTo(from[0] - 4 * width, from[1]);
    pen.lineTo(to[0] - halfWidth * width, to[1]);
    pen.lineTo(to[0] + halfWidth * width, to[1]);
    pen.lineTo(from[0] + 4 * width, from[1]);
    pen.closePath();
    pen.globalAlpha = 0.19;
    pen.fillStyle = gradient;
    pen.fill();
  }
}

/** Light on the paving, and its shadow-free centre under the performer. */
export function drawPool(pen: Pen, { bands }: Moment): void {
  const bass = bands[1] ?? 0;
  pen.save();
  pen.globalCompositeOperation = 'screen';
  pen.translate(320, 308);
  pen.scale(1, 0.24);
  glow(pen, [0, 0], 230, `rgba(255,176,104,${(0.62 + 0.16 * bass).toFixed(3)})`, 'rgba(255,120,90,0)');
  glow(pen, [-70, 20], 150, 'rgba(130,100,255,0.32)', 'rgba(130,100,255,0)');
  glow(pen, [74, 20], 150, 'rgba(255,90,130,0.28)', 'rgba(255,90,130,0)');
  pen.restore();
}

/** Dust that rises through the warm beam, each mote once a loop. */
export function drawMotes(pen: Pen, { seconds }: Moment): void {
  for (let mote = 0; mote < 16; mote += 1) {
    const age = (seconds / 4 + chance(mote)) % 1;
    const x = 238 + chance(mote + 20) * 164 + 8 * Math.sin((age + chance(mote + 40)) * TURN);
    pen.globalAlpha = 0.5 * Math.sin(age * Math.PI);
    pen.fillStyle = '#ffe2b0';
    pen.beginPath();
    pen.arc(Math.min(WIDTH, x), 262 - age * 190, 1.1, 0, TURN);
    pen.fill();
  }
  pen.globalAlpha = 1;
}
