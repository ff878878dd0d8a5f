/**
 * fault.inject: what goes wrong by itself sooner or later, at once. Only where the node was started with faults, which is
 * never in production.
 */
import type { ControlParams, ControlResult } from '#protocol/media/control.ts';
import { available } from './ask-worker.ts';
import { mediaRefused, notFound } from './refusals.ts';
import type { Member, Room } from './room.ts';
import type { Stage } from './stage.ts';

/** @throws ControlRefusal MEDIA_REFUSED where the node takes no faults, MEDIA_EPOCH_STALE, NOT_FOUND */
export async function injectFault(
  { rooms, faults, log }: Stage,
  params: ControlParams<'fault.inject'>,
): Promise<ControlResult<'fault.inject'>> {
  if (!faults) throw mediaRefused('This media node takes no faults.');
  const room = rooms.at(params);
  const { fault } = params;
  log.warn({ fault: fault.fault, room: room.id }, 'a fault is injected');
  if (fault.fault === 'cap-bandwidth') await cap(rooms.member(room, params.session), fault.bitrateBps);
  else process.kill(workerOf(room, fault.fault), fault.fault === 'hang-origin-worker' ? 'SIGSTOP' : 'SIGKILL');
  return {};
}

function workerOf(room: Room, fault: string): number {
  if (fault !== 'kill-edge-worker') return room.worker.worker.pid;
  const edge = [...room.edges].find(({ worker }) => worker !== room.worker);
  if (edge === undefined) throw notFound('edge');
  return edge.worker.worker.pid;
}

/** @param bitrateBps null: without a cap, which mediasoup calls 0 */
async function cap({ transports }: Member, bitrateBps: number | null): Promise<void> {
  for (const { transport, direction } of transports.values()) {
    const bitrate = bitrateBps ?? 0;
    await available(() =>
      direction === 'send' ? transport.setMaxIncomingBitrate(bitrate) : transport.setMaxOutgoingBitrate(bitrate),
    );
  }
}
