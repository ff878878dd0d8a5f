/**
 * What to ask of each consumer, for what the person chose and where they look. Pure.
 */
import type { ConsumerWish } from '#protocol/media/rtp.ts';
import { kindOf, type Source } from '#protocol/socket/source.ts';
import { layerFor, layerHeights, type Tile } from '../../media/layers.ts';
import { insetPicture, shownPicture } from '../../media/shown-picture.ts';

/** A number is a spatial layer, the lowest being 0. */
export type QualityChoice = 'auto' | 'audio' | 0 | 1 | 2;

export interface WishFacts {
  readonly tracks: readonly { readonly consumerId: string; readonly source: Source; readonly layers: number }[];
  readonly choice: QualityChoice;
  /** Whether anybody can see the picture. */
  readonly seen: boolean;
  /** Whether they want to see the camera beside a shared screen. */
  readonly inset: boolean;
  readonly tile: Tile;
  /** Short side of the largest picture that came so far; 0: none. */
  readonly tallest: number;
}

/** Sound always flows. Of pictures those that are shown do, no better than their place needs: the lowest layer fills the inset. */
export function wishesOf({ tracks, choice, seen, inset, tile, tallest }: WishFacts): ConsumerWish[] {
  const shown = shownPicture(tracks);
  const small = inset ? insetPicture(tracks) : undefined;
  return tracks.flatMap((track): ConsumerWish[] => {
    if (kindOf(track.source) === 'audio') return [];
    const paused = (track !== shown && track !== small) || choice === 'audio' || !seen;
    const spatialLayer = track === small ? lowestOf(track.layers) : layerOf(choice, track.layers, tile, tallest);
    return [{ consumer: track.consumerId, paused, spatialLayer }];
  });
}

function lowestOf(layers: number): number | null {
  return layers < 2 ? null : 0;
}

/** The highest layer for a choice and a place, from 0; null: the best there is. */
export function layerOf(choice: QualityChoice, layers: number, tile: Tile, tallest: number): number | null {
  if (choice === 'audio' || layers < 2) return null;
  if (choice === 'auto') return layerFor(tile, layerHeights(layers, tallest));
  return Math.min(choice, layers - 1);
}

export interface QualityOption {
  readonly choice: QualityChoice;
  /** Short side in pixels of a layer. */
  readonly height: number | undefined;
}

/** What can be chosen, best picture first; layers only where there are several. */
export function optionsOf(layers: number, tallest: number): QualityOption[] {
  const heights = layers < 2 ? [] : layerHeights(layers, tallest);
  const ofLayers = heights.map((height, at) => ({ choice: at as 0 | 1 | 2, height })).reverse();
  return [{ choice: 'auto', height: undefined }, ...ofLayers, { choice: 'audio', height: undefined }];
}
