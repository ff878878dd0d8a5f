/**
 * What arrives at the media server, judged: which layers, how much, and whether that is what was sent. Pure.
 */
import { cameraEncodings } from '#protocol/media/codecs.ts';
import type { Health } from './broadcast-state.ts';

export interface LayerArrival {
  /** As `cameraEncodings` calls it. */
  readonly rid: string;
  readonly bitrateBps: number;
  readonly arrives: boolean;
  /** Share of what the layer is made for, 0 … 1. */
  readonly share: number;
}

export interface Arrival {
  readonly verdict: 'waiting' | 'good' | 'weak' | 'none';
  /** Highest first; empty where no camera is sent. */
  readonly layers: readonly LayerArrival[];
  /** Undefined where no microphone is sent. */
  readonly soundBps: number | undefined;
}

/** @param expected what is switched on and should arrive */
export function arrivalOf(health: Health, expected: { camera: boolean; microphone: boolean }): Arrival {
  const camera = health.find(({ source }) => source === 'camera');
  const microphone = health.find(({ source }) => source === 'microphone');
  // A small camera is sent in fewer layers: those that it has are the upper ones.
  const made = cameraEncodings.slice(-(camera?.layers.length || cameraEncodings.length));
  const layers = expected.camera ? made.map((encoding, at) => layerOf(encoding, camera?.layers[at])).reverse() : [];
  const soundBps = expected.microphone ? (microphone?.layers[0]?.bitrateBps ?? 0) : undefined;
  return { verdict: verdictOf(health, layers, soundBps), layers, soundBps };
}

type Layer = Health[number]['layers'][number];

function layerOf({ rid, maxBitrate }: (typeof cameraEncodings)[number], layer: Layer | undefined): LayerArrival {
  const bitrateBps = layer?.bitrateBps ?? 0;
  return { rid, bitrateBps, arrives: bitrateBps > 0, share: Math.min(1, bitrateBps / maxBitrate) };
}

function verdictOf(health: Health, layers: readonly LayerArrival[], soundBps: number | undefined): Arrival['verdict'] {
  if (health.length === 0) return 'waiting';
  const arriving = layers.filter(({ arrives }) => arrives).length;
  if (layers.length > 0 && arriving === 0) return 'none';
  // Silence is not sent (DTX), so a quiet microphone is no fault.
  if (layers.length === 0 && soundBps === undefined) return 'none';
  return arriving < layers.length ? 'weak' : 'good';
}

/** `1.4 Mbit/s`, `480 kbit/s` */
export function bitrateText(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1_000_000) return `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
  return `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}
