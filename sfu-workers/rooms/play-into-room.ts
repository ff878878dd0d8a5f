/**
 * room.play: a clip of ours goes into the room as if a performer sent it, looped, until its session or the room ends.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { clipCodecs, openClipSender } from './clip-sender.ts';
import { closeSource, keepProducer } from './keep-producer.ts';
import { staleEpoch } from './refusals.ts';
import type { Member } from './room.ts';
import type { Stage } from './stage.ts';
import { isTaken } from './take-sending.ts';

/** Does nothing where the session plays already, or somebody else sends. @throws ControlRefusal MEDIA_EPOCH_STALE, MEDIA_UNAVAILABLE */
export async function playIntoRoom(
  stage: Stage,
  params: ControlParams<'room.play'>,
): Promise<ControlResult<'room.play'>> {
  const room = stage.rooms.at(params);
  if (isTaken(room, params.session)) return {};
  const member = stage.rooms.join(room, params.session, false);
  if (member.playing !== undefined) return {};
  const clip = await stage.clips.take(params.clip);
  const sender = await openClipSender(stage, room.router);
  member.playing = sender;
  try {
    // Somebody may have begun to send meanwhile.
    if (member.closed || isTaken(room, params.session)) throw staleEpoch();
    await produceBoth(stage, member, sender.transport);
    sender.play(clip);
  } catch (error) {
    sender.close();
    member.playing = undefined;
    throw error;
  }
  return {};
}

async function produceBoth(stage: Stage, member: Member, transport: types.Transport): Promise<void> {
  closeSource(member, 'camera');
  keepProducer(stage, member, 'camera', await transport.produce({ kind: 'video', rtpParameters: clipCodecs.video }));
  closeSource(member, 'microphone');
  keepProducer(
    stage,
    member,
    'microphone',
    await transport.produce({ kind: 'audio', rtpParameters: clipCodecs.audio }),
  );
}
