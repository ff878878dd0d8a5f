/**
 * RTP, ICE and DTLS parameters as mediasoup and mediasoup-client exchange them. Bounded here so that nonsense is refused
 * at the door; what they mean is judged by the media node.
 */
import { z } from 'zod';
import { MediaId } from '../ids.ts';
import { Part, Source } from '../socket/source.ts';

const uint32 = z.int().min(0).max(0xffff_ffff);
const word = z.string().min(1).max(128);
const codecParameters = z.record(z.string().max(64), z.union([z.string().max(512), z.number(), z.null()]));
const RtcpFeedback = z.object({ type: word, parameter: z.string().max(64).optional() });

const Codec = {
  mimeType: z.string().regex(/^(audio|video)\/[\w.+-]{1,32}$/i),
  clockRate: z.int().min(1).max(1_000_000),
  channels: z.int().min(1).max(16).optional(),
  parameters: codecParameters.optional(),
  rtcpFeedback: z.array(RtcpFeedback).max(32).optional(),
};

export const MediaKind = z.enum(['audio', 'video']);
export type MediaKind = z.infer<typeof MediaKind>;

const Direction = z.enum(['sendrecv', 'sendonly', 'recvonly', 'inactive']);

export const RtpCapabilities = z
  .object({
    codecs: z
      .array(z.object({ ...Codec, kind: MediaKind, preferredPayloadType: z.int().min(0).max(127).optional() }))
      .max(64)
      .optional(),
    headerExtensions: z
      .array(
        z.object({
          kind: MediaKind,
          uri: z.string().max(256),
          preferredId: z.int().min(1).max(255),
          preferredEncrypt: z.boolean().optional(),
          direction: Direction.optional(),
        }),
      )
      .max(64)
      .optional(),
  })
  .meta({ id: 'RtpCapabilities' });
export type RtpCapabilities = z.infer<typeof RtpCapabilities>;

const Encoding = z.object({
  ssrc: uint32.optional(),
  rid: z.string().max(32).optional(),
  codecPayloadType: z.int().min(0).max(127).optional(),
  rtx: z.object({ ssrc: uint32 }).optional(),
  dtx: z.boolean().optional(),
  scalabilityMode: z.string().max(32).optional(),
  scaleResolutionDownBy: z.number().min(1).max(64).optional(),
  maxBitrate: z.int().min(1).max(100_000_000).optional(),
  maxFramerate: z.number().min(0).max(240).optional(),
  active: z.boolean().optional(),
  adaptivePtime: z.boolean().optional(),
  priority: word.optional(),
  networkPriority: word.optional(),
});

export const RtpParameters = z
  .object({
    mid: z.string().max(32).optional(),
    msid: z.string().max(256).optional(),
    codecs: z
      .array(z.object({ ...Codec, payloadType: z.int().min(0).max(127) }))
      .min(1)
      .max(32),
    headerExtensions: z
      .array(
        z.object({
          uri: z.string().max(256),
          id: z.int().min(1).max(255),
          encrypt: z.boolean().optional(),
          parameters: codecParameters.optional(),
        }),
      )
      .max(64)
      .optional(),
    encodings: z.array(Encoding).min(1).max(8).optional(),
    rtcp: z
      .object({
        cname: z.string().max(256).optional(),
        reducedSize: z.boolean().optional(),
        mux: z.boolean().optional(),
      })
      .optional(),
  })
  .meta({ id: 'RtpParameters' });
export type RtpParameters = z.infer<typeof RtpParameters>;

export const DtlsParameters = z
  .object({
    role: z.enum(['auto', 'client', 'server']).optional(),
    fingerprints: z
      .array(
        z.object({
          algorithm: z.enum(['sha-1', 'sha-224', 'sha-256', 'sha-384', 'sha-512']),
          value: z.string().regex(/^([0-9A-F]{2}:){19,63}[0-9A-F]{2}$/i),
        }),
      )
      .min(1)
      .max(8),
  })
  .meta({ id: 'DtlsParameters' });
export type DtlsParameters = z.infer<typeof DtlsParameters>;

export const IceParameters = z.object({
  usernameFragment: z.string().max(256),
  password: z.string().max(256),
  iceLite: z.boolean().optional(),
});

export const IceCandidate = z.object({
  foundation: z.string().max(64),
  priority: uint32,
  ip: z.string().max(64),
  address: z.string().max(256),
  protocol: z.enum(['udp', 'tcp']),
  port: z.int().min(1).max(65_535),
  type: z.enum(['host', 'srflx', 'prflx', 'relay']),
  tcpType: z.enum(['active', 'passive', 'so']).optional(),
});

/** A TURN server with a name and a password, good for minutes: a way to the media node where no direct one is to be had. */
export const IceServer = z.object({
  urls: z.array(z.string().max(256)).min(1).max(8),
  username: z.string().max(256),
  credential: z.string().max(256),
});
export type IceServer = z.infer<typeof IceServer>;

/** Absent: the deployment has none. */
export const IceServers = z.array(IceServer).max(4).optional();

/** What a client needs to build its side of a WebRTC transport. `iceServers`: added by the server, unknown to media nodes. */
export const TransportOffer = z
  .object({
    id: z.string().min(1).max(64),
    iceParameters: IceParameters,
    iceCandidates: z.array(IceCandidate).max(32),
    dtlsParameters: DtlsParameters,
    iceServers: IceServers,
  })
  .meta({ id: 'TransportOffer' });
export type TransportOffer = z.infer<typeof TransportOffer>;

/**
 * What a viewer wants of one consumer. Paused: nothing flows. `spatialLayer`: the highest it shall get, the lowest being 0;
 * null: as high as its bandwidth lets. Where there is one layer only it says nothing.
 */
export const ConsumerWish = z.strictObject({
  consumer: MediaId,
  paused: z.boolean(),
  spatialLayer: z.int().min(0).max(2).nullable(),
});
export type ConsumerWish = z.infer<typeof ConsumerWish>;

/** What a consumer at the media node sends, enough for the client to receive it. */
export const ConsumerOffer = z
  .object({
    id: z.string().min(1).max(64),
    producerId: z.string().min(1).max(64),
    kind: MediaKind,
    source: Source,
    rtpParameters: RtpParameters,
    paused: z.boolean().describe('Whether who sends it has paused this source'),
    part: Part.optional().describe('In a two-way room: who sends it'),
  })
  .meta({ id: 'ConsumerOffer' });
export type ConsumerOffer = z.infer<typeof ConsumerOffer>;
