/**
 * The codecs every room's router speaks, in order of preference, and how a performer's camera is sent.
 * One list for the whole deployment, so that a client knows its capabilities before it knows its room.
 */

/** VP8 first for its simulcast in every browser; H264 for encoders (WHIP) and for HLS without transcoding. */
export const routerCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    parameters: { 'packetization-mode': 1, 'profile-level-id': '42e01f', 'level-asymmetry-allowed': 1 },
  },
] as const;

/**
 * Three spatial layers, lowest first, three temporal layers each. Bitrates in bits a second. The rids are the ones that
 * mediasoup-client gives whatever it is told.
 */
export const cameraEncodings = [
  { rid: 'r0', scaleResolutionDownBy: 4, maxBitrate: 150_000, scalabilityMode: 'L1T3' },
  { rid: 'r1', scaleResolutionDownBy: 2, maxBitrate: 500_000, scalabilityMode: 'L1T3' },
  { rid: 'r2', scaleResolutionDownBy: 1, maxBitrate: 1_700_000, scalabilityMode: 'L1T3' },
] as const;

/** Widths in pixels below which Chromium leaves out the best layer, and then the second. Others send no fewer. */
const leavesOutBelow = [960, 480];

export interface CameraEncoding {
  readonly rid: string;
  readonly scaleResolutionDownBy: number;
  readonly maxBitrate: number;
  readonly scalabilityMode: string;
}

/** The encodings for a camera of this width: as many as are sent at that size, so that the best is the camera's own size. */
export function encodingsFor(width: number): CameraEncoding[] {
  const leftOut = leavesOutBelow.filter((below) => width < below).length;
  return cameraEncodings.slice(leftOut).map((encoding, at) => ({ ...encoding, rid: `r${at}` }));
}

/** Opus with in-band error correction and without traffic in silence. */
export const microphoneOptions = { opusStereo: true, opusFec: true, opusDtx: true } as const;
