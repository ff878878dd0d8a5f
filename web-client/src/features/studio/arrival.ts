/**
 * What arrives at the media server, layer by layer, beside what was sent. Pure.
 */
import type { LayerOnItsWay } from '../../media/picture-layers.ts';
import type { Health } from './broadcast-state.ts';

export interface LayerArrival {
  readonly rid: string;
  /** From 0, the highest of those that this picture is sent in. */
  readonly rank: number;
  readonly bitrateBps: number;
  /** `unwanted`: nobody watches it, so it is not sent, and all is well. */
  readonly state: 'arrives' | 'missing' | 'unwanted';
  /** Share of what the layer is made for, 0 … 1. */
  readonly share: number;
}

export interface Arrival {
  /** Of the camera, highest first; empty where none is sent. */
  readonly layers: readonly LayerArrival[];
  /** Of the shared screen, in all; undefined where none is sent. */
  readonly screenBps: number | undefined;
  /** Undefined where no microphone is sent. */
  readonly soundBps: number | undefined;
}

export interface Expected {
  /** Layers of the camera, lowest first. */
  readonly camera: readonly LayerOnItsWay[];
  readonly screen: readonly LayerOnItsWay[];
  readonly microphone: boolean;
}

/** @param expected what is sent and should arrive */
export function arrivalOf(health: Health, expected: Expected): Arrival {
  const layersOf = (source: Health[number]['source']) => health.find((one) => one.source === source)?.layers ?? [];
  const camera = layersOf('camera');
  const layers = expected.camera
    .map((sent, at) => layerOf(sent, camera[at], expected.camera.length - 1 - at))
    .reverse();
  const sum = (source: 'screen' | 'microphone'): number =>
    layersOf(source).reduce((all, { bitrateBps }) => all + bitrateBps, 0);
  return {
    layers,
    screenBps: expected.screen.length > 0 ? sum('screen') : undefined,
    soundBps: expected.microphone ? sum('microphone') : undefined,
  };
}

type Layer = Health[number]['layers'][number];

function layerOf({ rid, maxBitrate, wanted }: LayerOnItsWay, layer: Layer | undefined, rank: number): LayerArrival {
  const bitrateBps = layer?.bitrateBps ?? 0;
  const absent = wanted ? 'missing' : 'unwanted';
  const state = bitrateBps > 0 ? 'arrives' : absent;
  return { rid, rank, bitrateBps, state, share: Math.min(1, bitrateBps / maxBitrate) };
}

/** `1.4 Mbit/s`, `480 kbit/s` */
export function bitrateText(bitsPerSecond: number): string {
  if (bitsPerSecond >= 1_000_000) return `${(bitsPerSecond / 1_000_000).toFixed(1)} Mbit/s`;
  return `${Math.round(bitsPerSecond / 1000)} kbit/s`;
}
