/**
 * The codecs every room's router speaks, in order of preference, and how a performer's camera is sent.
 * One list for the whole deployment, so that a client knows its capabilities before it knows its room.
 */

/**
 * VP8 first, which every browser receives and whose layers are what they are said to be; H264 for encoders (WHIP) and for HLS
 * without transcoding. The payload types are Chromium’s: its players (WHEP) are sent to as they ask. A page sends the first that its browser can. Why: docs/decisions/0024-codecs.md.
 */
export const routerCodecs = [
  { kind: 'audio', mimeType: 'audio/opus', preferredPayloadType: 111, clockRate: 48_000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 96, clockRate: 90_000 },
  {
    kind: 'video',
    preferredPayloadType: 108,
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

/** Opus with in-band error correction and without traffic in silence. */
export const microphoneOptions = { opusStereo: true, opusFec: true, opusDtx: true } as const;

/** Music of a shared tab: its quiet passages are no silence. */
export const screenSoundOptions = { opusStereo: true, opusFec: true, opusDtx: false } as const;
