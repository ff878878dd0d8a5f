/**
 * Every request a client may make over the socket: who may, its parameters and its result. `server/signalling.ts` holds
 * one handler for each, exhaustively by type; a method that is not here does not exist.
 */
import { z } from 'zod';
import { ChannelSettings } from '../http/channels.ts';
import { Handle } from '../http/names.ts';
import { Id, MediaId, RoomId } from '../ids.ts';
import {
  ConsumerWish,
  DtlsParameters,
  IceParameters,
  IceServers,
  MediaKind,
  RtpCapabilities,
  RtpParameters,
  TransportOffer,
} from '../media/rtp.ts';
import { lineOfText, maybeLineOfText } from '../text.ts';
import { ChatLine, ChatMute, ChatSnapshot, LineText, linesAtOnce, longestTimeoutSeconds, SentLine } from './chat.ts';
import { Fault } from './faults.ts';
import { QualityReport } from './quality.ts';
import { RoomSnapshot, WatchOffer } from './room.ts';
import { Source } from './source.ts';
import { TipSnapshot } from './tips.ts';

/**
 * Who may call: anybody, a signed-in person, the performer of the room the session is in (to send in a two-way room: its guest too),
 * who moderates its chat, or staff.
 */
export type Caller = 'anyone' | 'user' | 'performer' | 'moderator' | 'staff';

/**
 * What a request is that a client repeats after a resume because it heard no answer. `afresh`: its answer is not kept, and
 * it is carried out again. `alike`: it gets the answer that was kept; where there is none it is carried out again and comes
 * to the same end. `once`: its id is reserved before it begins, over all processes, so that it is never carried out twice
 * nor overtaken by what is asked later; where nobody can say what became of it, it is refused with OUTCOME_UNKNOWN.
 */
export type Repeat = 'afresh' | 'alike' | 'once';

export interface Method<P extends z.ZodType, R extends z.ZodType> {
  readonly about: string;
  readonly who: Caller;
  readonly repeat: Repeat;
  readonly params: P;
  readonly result: R;
  /** A privileged act: what the audit log calls it where staff does it. */
  readonly audit?: string;
}

/** Why staff does something to somebody: read by other staff, and where it is an act by whom it concerns. */
const StaffReason = lineOfText(300, 3);
const empty = z.strictObject({});
const mediaEpoch = z.int().min(1);
const ofLine = z.strictObject({ line: Id });
const reason = maybeLineOfText(200).optional();

export const methods = {
  'session.ping': method(
    'Answers at once; for pages that have heard nothing for a while.',
    'anyone',
    'afresh',
    empty,
    empty,
  ),
  'room.join': method(
    'Enters a room, leaving any other, or asks for its snapshot again. With capabilities: to watch at once. In a two-way room it takes the seat from another session of the same person, unless it is `after` one: then TAKEN_OVER where another sits there by now.',
    'anyone',
    'afresh',
    z.strictObject({
      room: RoomId,
      as: z.enum(['viewer', 'performer', 'guest']),
      rtpCapabilities: RtpCapabilities.optional(),
      after: Id.optional(),
    }),
    RoomSnapshot,
  ),
  'room.watch-silently': method(
    'Enters a room so that nobody but staff can notice it; the reason is written down before anything of the room is handed over.',
    'staff',
    'afresh',
    z.strictObject({ room: RoomId, reason: StaffReason, rtpCapabilities: RtpCapabilities.optional() }),
    RoomSnapshot,
    'room.watched-silently',
  ),
  'room.leave': method('Leaves the room.', 'anyone', 'alike', empty, empty),
  'watch.sync': method(
    'Brings a viewer up to date: a transport where it has none of this media epoch, consumers for producers it lacks.',
    'anyone',
    'alike',
    z.strictObject({ rtpCapabilities: RtpCapabilities }),
    WatchOffer,
  ),
  'watch.resume': method(
    'Starts the flow to consumers that the page is ready for.',
    'anyone',
    'alike',
    z.strictObject({ mediaEpoch, consumers: z.array(MediaId).min(1).max(8) }),
    empty,
  ),
  'watch.prefer': method(
    'Says what the page wants of its consumers: none of one that nobody sees, no more of another than its size shows.',
    'anyone',
    'afresh',
    z.strictObject({ mediaEpoch, consumers: z.array(ConsumerWish).min(1).max(8) }),
    empty,
  ),
  'transport.connect': method(
    'Connects one of the session’s transports.',
    'anyone',
    'alike',
    z.strictObject({ mediaEpoch, transport: MediaId, dtlsParameters: DtlsParameters }),
    empty,
  ),
  'transport.restart-ice': method(
    'New ICE credentials for one of the session’s transports, after the page’s network changed.',
    'anyone',
    'afresh',
    z.strictObject({ mediaEpoch, transport: MediaId }),
    z.object({ iceParameters: IceParameters, iceServers: IceServers }),
  ),
  'publish.open': method(
    'Gives the performer a transport to send on. An earlier one of another session is closed.',
    'performer',
    'alike',
    empty,
    z.object({ mediaEpoch, transport: TransportOffer }),
  ),
  'publish.start': method(
    'Starts sending one source. An earlier producer of the same source is replaced.',
    'performer',
    'once',
    z.strictObject({ mediaEpoch, transport: MediaId, kind: MediaKind, source: Source, rtpParameters: RtpParameters }),
    z.object({ producer: MediaId }),
  ),
  'publish.pause': method(
    'Pauses or resumes a source, seen by everybody.',
    'performer',
    'once',
    z.strictObject({ mediaEpoch, producer: MediaId, paused: z.boolean() }),
    empty,
  ),
  'publish.stop': method(
    'Ends a source.',
    'performer',
    'once',
    z.strictObject({ mediaEpoch, producer: MediaId }),
    empty,
  ),

  'quality.report': method(
    'What a page measured of its own media since it last said so; at most once in five seconds.',
    'anyone',
    'afresh',
    QualityReport,
    empty,
  ),

  'fault.inject': method('Makes something go wrong, outside production.', 'anyone', 'alike', Fault, empty),

  'chat.open': method('The chat of the room one is in, as it is now.', 'anyone', 'afresh', empty, ChatSnapshot),
  'chat.history': method(
    'Lines before one, oldest first.',
    'anyone',
    'afresh',
    z.strictObject({ before: Id, limit: z.int().min(1).max(linesAtOnce).optional() }),
    z.object({ lines: z.array(ChatLine), more: z.boolean() }),
  ),
  'chat.send': method(
    'Says a line. `key` is chosen by the client: the same key again is the same line and is said once.',
    'user',
    'alike',
    z.strictObject({ key: Id, text: LineText, replyTo: Id.optional() }),
    SentLine,
  ),
  'chat.delete': method('Takes a line away: one’s own, or any for who moderates.', 'user', 'alike', ofLine, empty),
  'chat.pin': method(
    'Pins a line; null unpins.',
    'moderator',
    'once',
    z.strictObject({ line: Id.nullable() }),
    empty,
    'chat.pinned',
  ),
  'chat.judge': method(
    'Decides about a held line. The first verdict stands.',
    'moderator',
    'alike',
    z.strictObject({ line: Id, verdict: z.enum(['release', 'remove']) }),
    empty,
    'chat.judged',
  ),
  'chat.settings': method(
    'Changes how chat goes in this channel; absent fields stay.',
    'moderator',
    'once',
    ChannelSettings.partial(),
    ChannelSettings,
    'chat.settings-set',
  ),
  'chat.timeout': method(
    'Silences a person in this channel for a while and takes their lines of the last ten minutes away.',
    'moderator',
    'once',
    z.strictObject({ person: Id, seconds: z.int().min(1).max(longestTimeoutSeconds), reason }),
    ChatMute,
    'chat.timed-out',
  ),
  'chat.ban': method(
    'Shuts a person out of this channel for good: chat and rooms.',
    'moderator',
    'once',
    z.strictObject({ person: Id, reason }),
    ChatMute,
    'chat.banned',
  ),
  'chat.pardon': method(
    'Ends a timeout or a ban.',
    'moderator',
    'once',
    z.strictObject({ person: Id }),
    empty,
    'chat.pardoned',
  ),
  'chat.appoint': method(
    'Appoints a person as moderator of one’s channel.',
    'performer',
    'once',
    z.strictObject({ person: Id }),
    empty,
  ),
  'chat.dismiss': method('Dismisses a moderator.', 'performer', 'once', z.strictObject({ person: Id }), empty),
  'chat.card': method(
    'Who a person of this chat is, for the card beside their name: by id, as lines name them, or by the handle they have now.',
    'anyone',
    'alike',
    z.union([z.strictObject({ person: Id }), z.strictObject({ handle: Handle })]),
    z.object({
      person: z.object({ id: Id, handle: z.string(), displayName: z.string() }),
      moderates: z.boolean(),
      mute: ChatMute.nullable().describe('Shown to those who moderate; null for others'),
      lines: z.array(ChatLine).describe('Their newest here, for those who moderate; empty for others'),
    }),
  ),

  'tip.open': method('The tips of the room one is in, as they are now.', 'anyone', 'afresh', empty, TipSnapshot),
  'tip.judge': method(
    'Decides about the message of a tip that waits. The first verdict stands.',
    'moderator',
    'alike',
    z.strictObject({ tip: Id, verdict: z.enum(['release', 'remove']) }),
    empty,
    'tip.judged',
  ),
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
  repeat: Repeat,
  params: P,
  result: R,
  audit?: string,
): Method<P, R> {
  return { about, who, repeat, params, result, ...(audit === undefined ? {} : { audit }) };
}
