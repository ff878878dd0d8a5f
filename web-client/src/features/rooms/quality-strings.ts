/**
 * Everything a room says about the quality of its picture.
 */
import type { QualityState } from '#protocol/socket/quality.ts';

export const qualityStrings = {
  badge: 'Connection',
  measuring: 'Measuring',
  states: { good: 'Good', fair: 'Fair', poor: 'Poor' } satisfies Record<QualityState, string>,
  meaning: {
    good: 'Picture and sound come through as they should.',
    fair: 'Something is lost on the way, or it is slow. The picture adapts by itself.',
    poor: 'Much is lost or late. A lower picture or sound alone may help.',
  } satisfies Record<QualityState, string>,
  picker: {
    title: 'Picture quality',
    auto: 'Auto',
    autoWords: 'As good as the place and the network allow',
    layer: (height: number) => `${height}p`,
    audio: 'Audio only',
    audioWords: 'No picture is loaded',
  },
  inset: {
    picture: 'The camera, beside the shared screen',
    hide: 'Hide the camera',
    show: 'Show the camera',
  },
  details: {
    title: 'How it comes through',
    check: 'Check the connection (opens a new tab)',
    picture: 'Picture',
    codec: 'Codec',
    layer: 'Layer',
    layerOf: (layer: number, layers: number) => `${layer} of ${layers}`,
    bitrate: 'Bitrate',
    loss: 'Lost packets',
    rtt: 'Round trip',
    jitter: 'Jitter',
    buffer: 'Waiting in the browser',
    decode: 'Decoding',
    delay: 'Delay from the media server',
    freezes: 'Freezes in 5 s',
    path: 'Network path',
    restarts: 'Path restarts',
    none: '–',
    missing: 'The figures could not be loaded.',
    again: 'Try again',
    copy: 'Copy',
    chart: 'The last two minutes',
    chartWords: (bitrate: string, loss: string) => `Chart of bitrate (now ${bitrate}) and lost packets (now ${loss}).`,
    chartAxis: ['−2 min', '−1 min', 'now'],
    bitrateAxis: 'Mbit/s',
    lossAxis: '% lost',
  },
} as const;
