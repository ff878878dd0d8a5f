/**
 * This node's end of a pipe to another node: with SRTP, for its packets leave the machine, and with RTX, for some of them get
 * lost on the way. It listens on the address that this node's workers listen on.
 */
import type { types } from 'mediasoup';
import type { PipeEnd } from '#protocol/media/control.ts';
import type { Stage } from './stage.ts';

/** Bytes; the kernel gives what it allows. */
const recvBufferSize = 2_000_000;

/** @throws errors.WorkerClosedError where the worker is gone */
export function openPipe(
  { plainPorts, pipeIp }: Pick<Stage, 'plainPorts' | 'pipeIp'>,
  router: types.Router,
): Promise<types.PipeTransport> {
  const listenInfo = { protocol: 'udp' as const, ip: pipeIp, portRange: { ...plainPorts }, recvBufferSize };
  return router.createPipeTransport({ listenInfo, enableRtx: true, enableSrtp: true });
}

/** What the other end must know of this one. */
export function endOf({ tuple, srtpParameters }: types.PipeTransport): PipeEnd {
  if (srtpParameters === undefined) throw new Error('A pipe between nodes is never without SRTP');
  return {
    ip: tuple.localAddress,
    port: tuple.localPort,
    srtpParameters: srtpParameters as PipeEnd['srtpParameters'],
  };
}
