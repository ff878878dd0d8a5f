/**
 * One mediasoup worker process with the one port, UDP and TCP, on which all its WebRTC transports listen.
 */
import { createWorker, type types } from 'mediasoup';

export interface WorkerPlace {
  /** UDP and TCP port of this worker. */
  readonly port: number;
  readonly listenIp: string;
  /** Address that clients are told; a name is allowed. */
  readonly announcedAddress: string;
  /** Path of the worker's program; absent: where mediasoup's own installation put it. */
  readonly workerBin: string | undefined;
}

export interface RunningWorker {
  /** UDP and TCP port. */
  readonly port: number;
  readonly worker: types.Worker;
  readonly server: types.WebRtcServer;
}

/** The machine does not let a worker run as configured; the message is one sentence for whoever starts Busker. */
export class WorkerStartError extends Error {}

/** @throws WorkerStartError where the program cannot run or the port is taken. */
export async function startWorker(place: WorkerPlace): Promise<RunningWorker> {
  const worker = await startProcess(place);
  try {
    const server = await worker.createWebRtcServer({ listenInfos: [listenOn('udp', place), listenOn('tcp', place)] });
    return { port: place.port, worker, server };
  } catch (error) {
    worker.close();
    const { port, listenIp } = place;
    throw new WorkerStartError(
      `The media port ${port} (UDP and TCP) cannot be used on ${listenIp}: another program has it, or the address is ` +
        'not of this machine. Set MEDIA_PORT or MEDIA_LISTEN_IP.',
      { cause: error },
    );
  }
}

async function startProcess({ workerBin }: WorkerPlace): Promise<types.Worker> {
  try {
    const worker = await createWorker({ logLevel: 'warn', ...(workerBin === undefined ? {} : { workerBin }) });
    leaveSignalsToUs(worker);
    return worker;
  } catch (error) {
    throw new WorkerStartError(
      `The mediasoup worker does not start from ${workerBin ?? 'mediasoup’s own folder'}. Set MEDIA_WORKER_BIN.`,
      { cause: error },
    );
  }
}

function listenOn(protocol: 'udp' | 'tcp', place: WorkerPlace): types.TransportListenInfo {
  return { protocol, ip: place.listenIp, announcedAddress: place.announcedAddress, port: place.port };
}

/** The library would close the worker on SIGTERM, with everybody on it, where a node first waits until they are elsewhere. */
function leaveSignalsToUs(worker: types.Worker): void {
  const onSignal: unknown = Reflect.get(worker, 'onSignal');
  if (typeof onSignal !== 'function') return;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, onSignal as NodeJS.SignalsListener);
}
