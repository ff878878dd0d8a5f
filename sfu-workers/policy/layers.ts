/**
 * Which layer a viewer gets. It starts on the lowest, whose key frame is small and quick, and may climb to the top once
 * pictures move; from there on mediasoup's estimate of the viewer's bandwidth decides, within milliseconds upwards to
 * what is free already and down to the lowest again where it must.
 */
export interface Layers {
  readonly spatialLayer: number;
  readonly temporalLayer?: number;
}

/** Where every consumer of more than one layer starts. */
export const firstLayers: Layers = { spatialLayer: 0 };

/** All there is; undefined where a producer sends one layer only. @param encodings how many the producer sends */
export function topLayers(encodings: number): Layers | undefined {
  return encodings > 1 ? { spatialLayer: encodings - 1 } : undefined;
}
