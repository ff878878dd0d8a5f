/**
 * Every request a client may make over the socket: who may, its parameters and its result. `server/signalling.ts` holds
 * one handler for each, exhaustively by type; a method that is not here does not exist.
 */
import { z } from 'zod';
import { MediaId, RoomId } from '../ids.ts';
import { DtlsParameters, MediaKind, RtpCapabilities, RtpParameters, TransportOffer } from '../media/rtp.ts';
import { RoomSnapshot, WatchOffer } from './room.ts';
import { Source } from './source.ts';

/** Who may call: anybody, a signed-in person, or the performer of the room the session is in. */
export type Caller = 'anyone' | 'user' | 'performer';

export interface Method<P extends z.ZodType, R extends z.ZodType> {
  readonly about: string;
  readonly who: Caller;
  readonly params: P;
  readonly result: R;
}

const empty = z.strictObject({});
const mediaEpoch = z.int().min(1);

export const methods = {
  'session.ping': method('Answers at once; for pages that have heard nothing for a while.', 'anyone', empty, empty),
  'room.join': method(
    'Enters a room, leaving any other, or asks for its snapshot again. With capabilities: to watch at once.',
    'anyone',
    z.strictObject({ room: RoomId, as: z.enum(['viewer', 'performer']), rtpCapabilities: RtpCapabilities.optional() }),
    RoomSnapshot,
  ),
  'room.leave': method('Leaves the room.', 'anyone', empty, empty),
  'watch.sync': method(
    'Brings a viewer up to date: a transport where it has none of this media epoch, consumers for producers it lacks.',
    'anyone',
    z.strictObject({ rtpCapabilities: RtpCapabilities }),
    WatchOffer,
  ),
  'watch.resume': method(
    'Starts the flow to consumers that the page is ready for.',
    'anyone',
    z.strictObject({ mediaEpoch, consumers: z.array(MediaId).min(1).max(8) }),
    empty,
  ),
  'transport.connect': method(
    'Connects one of the session’s transports.',
    'anyone',
    z.strictObject({ mediaEpoch, transport: MediaId, dtlsParameters: DtlsParameters }),
    empty,
  ),
  'publish.open': method(
    'Gives the performer a transport to send on. An earlier one of another session is closed.',
    'performer',
    empty,
    z.object({ mediaEpoch, transport: TransportOffer }),
  ),
  'publish.start': method(
    'Starts sending one source. An earlier producer of the same source is replaced.',
    'performer',
    z.strictObject({ mediaEpoch, transport: MediaId, kind: MediaKind, source: Source, rtpParameters: RtpParameters }),
    z.object({ producer: MediaId }),
  ),
  'publish.pause': method(
    'Pauses or resumes a source, seen by everybody.',
    'performer',
    z.strictObject({ mediaEpoch, producer: MediaId, paused: z.boolean() }),
    empty,
  ),
  'publish.stop': method('Ends a source.', 'performer', z.strictObject({ mediaEpoch, producer: MediaId }), empty),
} as const;

export type MethodName = keyof typeof methods;
export type Params<M extends MethodName> = z.infer<(typeof methods)[M]['params']>;
export type Result<M extends MethodName> = z.infer<(typeof methods)[M]['result']>;

/** Whether a word names a method. */
export function isMethod(name: string): name is MethodName {
  return Object.hasOwn(methods, name);
}

function method<P extends z.ZodType, R extends z.ZodType>(
  about: string,
  who: Caller,
  params: P,
  result: R,
): Method<P, R> {
  return { about, who, params, result };
}
