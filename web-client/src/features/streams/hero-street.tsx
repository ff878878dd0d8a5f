/**
 * The street of our picture: houses with lit windows, a lamp, a string of bulbs.
 */
import { numbersOf } from '../../ui/index.ts';

interface HouseShape {
  readonly x: number;
  readonly width: number;
  readonly height: number;
  readonly windows: readonly { readonly x: number; readonly y: number; readonly lit: boolean }[];
}

/** The same street for everybody, so it is built once. */
const far = street('far', 34, 64, 70, 210);
const near = street('near', 78, 128, 90, 300);

function street(seed: string, narrow: number, wide: number, low: number, high: number): readonly HouseShape[] {
  const next = numbersOf(seed);
  const houses: HouseShape[] = [];
  for (let x = -20; x < 960; ) {
    const width = narrow + next() * (wide - narrow);
    // Lower towards the player, so that the sky is brightest behind them.
    const height = low + next() * (high - low) * Math.min(1, Math.abs(x + width / 2 - 590) / 430);
    const columns = Math.floor(width / 24);
    const windows = Array.from({ length: columns * 4 }, (_none, at) => ({
      x: 9 + (at % columns) * 24,
      y: 16 + Math.floor(at / columns) * 34,
      lit: next() > 0.62,
    }));
    houses.push({ x, width, height, windows: windows.filter(({ y, lit }) => lit && y < height - 30) });
    x += width;
  }
  return houses;
}

export function Houses() {
  return (
    <>
      <g fill="#6b2f4d" opacity="0.7">
        {far.map(({ x, width, height }) => (
          <rect key={x} x={x} y={406 - height} width={width + 0.5} height={height} />
        ))}
      </g>
      {near.map(({ x, width, height, windows }) => (
        <g key={x} transform={`translate(${x} ${406 - height})`}>
          <rect width={width + 0.5} height={height} fill="#1d1229" />
          {windows.map((window) => (
            <rect
              key={`${window.x} ${window.y}`}
              x={window.x}
              y={window.y}
              width="9"
              height="14"
              rx="1"
              fill="#ffb95c"
              opacity="0.75"
            />
          ))}
        </g>
      ))}
    </>
  );
}

/** The lamp and the bulbs across the street; they hang as a parabola. */
export function Lights() {
  const bulbs = Array.from({ length: 13 }, (_none, at) => {
    const x = 190 + at * 40;
    return { x, y: 96 + 62 * (1 - ((x - 430) / 250) ** 2) };
  });
  return (
    <>
      <path d="M180 96 Q430 220 680 92" fill="none" stroke="#120a1c" strokeWidth="2" />
      {bulbs.map(({ x, y }) => (
        <g key={x}>
          <circle cx={x} cy={y + 7} r="11" fill="#ffb341" opacity="0.22" />
          <circle cx={x} cy={y + 6} r="4" fill="#ffe0a3" />
        </g>
      ))}
      <path d="M796 436V92a24 24 0 0 0-24-24h-92" fill="none" stroke="#0c0814" strokeWidth="9" strokeLinecap="round" />
      <path d="M652 94l14-26h28l14 26z" fill="#0c0814" />
      <ellipse cx="680" cy="95" rx="24" ry="5" fill="#fff1cf" />
    </>
  );
}
