/**
 * Which spatial layers a picture comes in, how high each is, and which of them is enough for the place it is shown in. Pure.
 */

/** The most spatial layers mediasoup knows. */
const mostLayers = 3;
/** Short side of the best layer in pixels, by how many are sent, until a picture was seen: see `layersAt`. */
const usualShortSide = [360, 360, 720] as const;
/** A layer this much lower than its place is not told from one that fills it. */
const enoughShare = 0.8;
/** More pixels of a screen than this to one of CSS nobody sees in a moving picture. */
const finestRatio = 2;

/** How many spatial layers a consumer's stream may switch between: `L3T3` has three. Nonsense counts as one. */
export function layersOf(scalabilityMode: string | undefined): number {
  const named = Number(/^[LS](\d)T\d/.exec(scalabilityMode ?? '')?.[1] ?? 1);
  return Math.min(Math.max(named, 1), mostLayers);
}

/**
 * The short side of each layer in pixels, lowest first: each is half of the next. What the best one measures nobody says,
 * so it is judged by the picture that was seen.
 * @param seen short side of the largest picture decoded so far; 0: none yet
 */
export function layerHeights(layers: number, seen: number): number[] {
  const usual = usualShortSide[layers - 1] ?? 720;
  const candidates = Array.from({ length: layers }, (_none, below) => seen * 2 ** below);
  const distance = (best: number): number => Math.abs(Math.log2(best / usual));
  const best = seen > 0 ? candidates.reduce((a, b) => (distance(b) < distance(a) ? b : a)) : usual;
  return Array.from({ length: layers }, (_none, layer) => Math.round(best / 2 ** (layers - 1 - layer)));
}

/** Where a picture is shown, and how it is shaped. */
export interface Tile {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** `devicePixelRatio`. */
  readonly pixelRatio: number;
  /** Of the picture: width over height; it is shown whole. */
  readonly aspect: number;
}

/** The short side of the picture as it is shown, in pixels of the screen that can be told apart. */
export function shownShortSide({ width, height, pixelRatio, aspect }: Tile): number {
  const shownHeight = Math.min(height, width / aspect);
  return shownHeight * Math.min(1, aspect) * Math.min(pixelRatio, finestRatio);
}

/** The lowest layer that is enough for a tile; null: the best there is, whichever that may become. */
export function layerFor(tile: Tile, heights: readonly number[]): number | null {
  const needed = shownShortSide(tile) * enoughShare;
  const layer = heights.findIndex((height) => height >= needed);
  return layer === -1 || layer === heights.length - 1 ? null : layer;
}

/** Which layer a decoded picture is, counted from 0; undefined where there is none. */
export function layerSeen(heights: readonly number[], shortSide: number): number | undefined {
  if (shortSide <= 0) return undefined;
  const distance = (height: number): number => Math.abs(Math.log2(height / shortSide));
  const nearest = heights.reduce((a, b) => (distance(b) < distance(a) ? b : a), heights[0] ?? shortSide);
  return heights.indexOf(nearest);
}
