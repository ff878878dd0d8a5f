/**
 * What an API process does at a media node for somebody who begins to send their camera.
 */
import type { CallSeat } from '#protocol/socket/source.ts';
import type { ControlClient } from '../world/control-client.ts';
import { cameraParameters } from '../world/media-publisher.ts';

/** By what right: what was read of the room, or a seat of a two-way room. */
type Claim = { readonly handovers: number } | { readonly call: CallSeat };

export const camera = { kind: 'video', source: 'camera' } as const;

/** @returns the code with which it was refused, or ok */
export async function sendCamera(
  by: ControlClient,
  at: { readonly room: string; readonly mediaEpoch: number },
  session: string,
  claim: Claim,
): Promise<string> {
  const opened = await by.ask('transport.open', { ...at, session, direction: 'send', ...claim });
  if (!opened.ok) return opened.error.error;
  const { transport } = opened.result as { transport: { id: string } };
  const rtpParameters = cameraParameters();
  return by.codeOf('producer.open', { ...at, session, transport: transport.id, ...camera, rtpParameters });
}
