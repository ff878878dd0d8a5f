/**
 * The figures of a connection as rows of words. Pure.
 */
import { qualityStrings } from './quality-strings.ts';
import type { ViewerHealth } from './viewer-health.ts';

const { details } = qualityStrings;

export interface Row {
  readonly label: string;
  readonly value: string;
}

export interface DiagnosticFacts {
  readonly layers: number;
  readonly iceRestarts: number;
}

/** Every row, with a dash for what is not known. */
export function rowsOf({ sample, figures, layer }: ViewerHealth, { layers, iceRestarts }: DiagnosticFacts): Row[] {
  const seen = sample?.watching === true && sample.width > 0 ? sample : undefined;
  const fps = figures?.fps;
  const picture = seen && `${seen.width} × ${seen.height}${fps === undefined ? '' : `, ${Math.round(fps)} fps`}`;
  const codecs = [sample?.videoCodec, sample?.audioCodec].filter((codec) => codec !== undefined).join(', ');
  const path = [sample?.protocol?.toUpperCase(), sample?.portKind].filter((word) => word !== undefined).join(', ');
  const delay = delayOf(sample?.rttMs, figures?.bufferMs, figures?.decodeMs);
  return [
    row(details.picture, picture),
    row(details.layer, layer === undefined ? undefined : details.layerOf(layer + 1, layers)),
    row(details.bitrate, figures && bitrateText(figures.bitrateBps)),
    row(details.loss, figures && shareText(figures.lossShare)),
    row(details.freezes, figures && String(figures.freezes)),
    row(details.rtt, msText(sample?.rttMs)),
    row(details.jitter, msText(sample?.jitterMs)),
    row(details.buffer, msText(figures?.bufferMs)),
    row(details.decode, msText(figures?.decodeMs)),
    row(details.delay, msText(delay)),
    row(details.codec, codecs === '' ? undefined : codecs),
    row(details.path, path === '' ? undefined : path),
    row(details.restarts, String(iceRestarts)),
  ];
}

/** For pasting into a message. */
export function textOf(rows: readonly Row[]): string {
  return rows.map(({ label, value }) => `${label}: ${value}`).join('\n');
}

/** Bits a second, in words. */
export function bitrateText(bps: number): string {
  return bps >= 1_000_000 ? `${(bps / 1_000_000).toFixed(1)} Mbit/s` : `${Math.round(bps / 1_000)} kbit/s`;
}

/** A share of 1, in per cent. */
export function shareText(share: number): string {
  const percent = share * 100;
  return `${percent > 0 && percent < 10 ? percent.toFixed(1) : Math.round(percent)} %`;
}

/** Half the way there and back, the wait for earlier pictures, the decoding: what lies between the media node and the eye. */
function delayOf(rttMs?: number, bufferMs?: number, decodeMs?: number): number | undefined {
  if (rttMs === undefined || bufferMs === undefined || decodeMs === undefined) return undefined;
  return rttMs / 2 + bufferMs + decodeMs;
}

function msText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
}

function row(label: string, value: string | undefined): Row {
  return { label, value: value ?? details.none };
}
