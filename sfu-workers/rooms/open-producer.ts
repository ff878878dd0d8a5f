/**
 * producer.open: a session sends a source into the room. One producer a source: a new one takes the old one's place.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { fits } from '../policy/sources.ts';
import { judged } from './ask-worker.ts';
import { findTransport } from './find-transport.ts';
import { closeSource, keepProducer } from './keep-producer.ts';
import { mediaRefused } from './refusals.ts';
import type { Stage } from './stage.ts';

/** Milliseconds between two key frames asked of the performer, a layer: a wave of joins is two requests a second. */
const keyFrameRequestDelay = 500;

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_REFUSED, MEDIA_UNAVAILABLE */
export async function openProducer(
  stage: Stage,
  params: ControlParams<'producer.open'>,
): Promise<ControlResult<'producer.open'>> {
  const { kind, source } = params;
  const member = stage.rooms.member(stage.rooms.at(params), params.session);
  const { transport } = findTransport(member, params.transport, ['send']);
  if (!fits(source, kind)) throw mediaRefused(`A ${source} does not send ${kind}.`);
  closeSource(member, source);
  const rtpParameters = negotiated(params.rtpParameters as types.RtpParameters);
  const producer = await judged(stage.log, `These RTP parameters cannot be used for a ${source}.`, () =>
    transport.produce({ kind, rtpParameters, ...(kind === 'video' ? { keyFrameRequestDelay } : {}) }),
  );
  keepProducer(stage, member, source, producer);
  return { producer: producer.id };
}

/**
 * mediasoup-client names abs-capture-time although no browser sends it unasked. The worker then waits for it before it
 * lets a consumer change its spatial layer, and every viewer stays on the lowest.
 */
const unsent = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';

function negotiated(given: types.RtpParameters): types.RtpParameters {
  const { headerExtensions = [] } = given;
  return { ...given, headerExtensions: headerExtensions.filter(({ uri }) => uri !== unsent) };
}
