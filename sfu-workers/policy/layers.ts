/**
 * Which layer a viewer gets. It starts on the lowest, whose key frame is small and quick, and may climb to the top, or to
 * what it asks for, once pictures move; from there on mediasoup's estimate of the viewer's bandwidth decides, within
 * milliseconds upwards to what is free already and down to the lowest again where it must.
 */

/** Where every consumer of more than one layer starts. */
export const firstLayers = { spatialLayer: 0 } as const;

/** The highest spatial layer of a producer, the lowest being 0. @param encodings how many it sends */
export function topLayer(encodings: number): number {
  return Math.max(0, encodings - 1);
}

/** The highest a viewer may get. @param cap what it asks for; null: as high as its bandwidth lets */
export function highestFor(cap: number | null, top: number): number {
  return Math.min(cap ?? top, top);
}
