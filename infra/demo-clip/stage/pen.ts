/**
 * The part of the browser's canvas that the scene draws with. Written down here so that the rest of the repository
 * need not know the DOM's names to be type-checked beside it.
 */

interface Gradient {
  addColorStop(offset: number, color: string): void;
}

/** A 2D drawing context; all lengths are pixels of the 640×360 picture. */
export interface Pen {
  fillStyle: string | Gradient;
  strokeStyle: string | Gradient;
  lineWidth: number;
  lineCap: 'butt' | 'round' | 'square';
  lineJoin: 'bevel' | 'round' | 'miter';
  globalAlpha: number;
  globalCompositeOperation: 'source-over' | 'lighter' | 'screen' | 'multiply' | 'source-atop';
  font: string;
  textAlign: 'left' | 'center' | 'right';
  textBaseline: 'middle' | 'alphabetic';
  filter: string;
  save(): void;
  restore(): void;
  translate(x: number, y: number): void;
  rotate(radians: number): void;
  scale(x: number, y: number): void;
  beginPath(): void;
  closePath(): void;
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  quadraticCurveTo(aboutX: number, aboutY: number, x: number, y: number): void;
  bezierCurveTo(aX: number, aY: number, bX: number, bY: number, x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  ellipse(x: number, y: number, rx: number, ry: number, turn: number, from: number, to: number): void;
  rect(x: number, y: number, width: number, height: number): void;
  roundRect(x: number, y: number, width: number, height: number, radius: number): void;
  fill(): void;
  stroke(): void;
  clip(): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  fillText(text: string, x: number, y: number): void;
  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Gradient;
  createRadialGradient(x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): Gradient;
}

export const WIDTH = 640;
export const HEIGHT = 360;
export const TURN = Math.PI * 2;

/** A point on the picture. */
export type Point = readonly [x: number, y: number];

/** What the scene knows of one moment of the music. */
export interface Moment {
  /** Loop 0…9, and the frame 0…119 within it. */
  loop: number;
  frame: number;
  /** Seconds since the loop began, 0…4. All movement but the music's repeats with it. */
  seconds: number;
  /** Loudness by pitch, low to high, each 0…1. */
  bands: readonly number[];
  /** 1 as a note is struck, falling to 0; and the same for the boot. */
  strum: number;
  tap: number;
  /** Where on the neck the left hand is, 0…1. */
  fret: number;
}

/** A fill that runs from top to bottom through the given stops. */
export function vertical(
  pen: Pen,
  fromY: number,
  toY: number,
  stops: readonly (readonly [number, string])[],
): Gradient {
  const gradient = pen.createLinearGradient(0, fromY, 0, toY);
  for (const [at, color] of stops) gradient.addColorStop(at, color);
  return gradient;
}

/** A round glow: `inner` at the centre, fading to nothing (`outer`, the same colour with alpha 0). */
export function glow(pen: Pen, [x, y]: Point, radius: number, inner: string, outer: string): void {
  const gradient = pen.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, inner);
  gradient.addColorStop(1, outer);
  pen.fillStyle = gradient;
  pen.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** Pseudo-random 0…1 that is the same on every run. */
export function chance(seed: number): number {
  const x = Math.sin(seed * 127.1 + 311.7) * 43758.5453;
  return x - Math.floor(x);
}

/** Points written as `x,y x,y …`. */
export function outline(text: string): Point[] {
  return text.split(' ').map((pair) => {
    const [x = 0, y = 0] = pair.split(',').map(Number);
    return [x, y];
  });
}

/** Fills a closed outline through the given points with rounded joints. */
export function shape(pen: Pen, points: readonly Point[], fill: Pen['fillStyle']): void {
  pen.beginPath();
  points.forEach(([x, y], i) => {
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.closePath();
  pen.fillStyle = fill;
  pen.fill();
}

/** Draws a bent limb of round ends. */
export function limb(pen: Pen, points: readonly Point[], width: number, color: Pen['strokeStyle']): void {
  pen.beginPath();
  points.forEach(([x, y], i) => {
    if (i === 0) pen.moveTo(x, y);
    else pen.lineTo(x, y);
  });
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.lineWidth = width;
  pen.strokeStyle = color;
  pen.stroke();
}
