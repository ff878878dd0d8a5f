/**
 * transport.connect: the client's half of the DTLS handshake. Repeating it with the same parameters changes nothing.
 */

import type { types } from 'mediasoup';
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { judged } from './ask-worker.ts';
import { findTransport } from './find-transport.ts';
import { mediaRefused } from './refusals.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_EPOCH_STALE, NOT_FOUND, MEDIA_REFUSED */
export async function connectTransport(
  { rooms, log }: Stage,
  params: ControlParams<'transport.connect'>,
): Promise<ControlResult<'transport.connect'>> {
  const member = rooms.member(rooms.at(params), params.session);
  const record = findTransport(member, params.transport, ['send', 'receive']);
  const asText = JSON.stringify(params.dtlsParameters);
  if (record.connectedWith === asText) return {};
  if (record.connectedWith !== undefined) throw mediaRefused('This transport is connected to another peer already.');
  const dtlsParameters = params.dtlsParameters as types.DtlsParameters;
  await judged(log, 'These DTLS parameters cannot be used.', () => record.transport.connect({ dtlsParameters }));
  record.connectedWith = asText;
  return {};
}
