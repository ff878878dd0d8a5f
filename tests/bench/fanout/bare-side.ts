/**
 * The baseline: the same camera through mediasoup and as little else as possible (`tests/bench/bare/`), on one worker.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { DtlsParameters, RtpParameters } from '#protocol/media/rtp.ts';
import type { ControlClient } from '../../world/control-client.ts';
import { MediaPublisher } from '../../world/media-publisher.ts';
import { startBareServer } from '../bare-server.ts';
import { descendantsOf } from '../processes.ts';
import { cameraOf, type FanoutSide } from './side.ts';

interface Asked {
  readonly kind?: string;
  readonly dtlsParameters?: DtlsParameters;
  readonly rtpParameters?: RtpParameters;
}

/** @param viewers how many will come at most */
export async function openBare(viewers: number): Promise<FanoutSide> {
  const server = await startBareServer();
  try {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/publish`);
    const api = await asControl(socket);
    const publisher = await MediaPublisher.connect(api, placeless, 'bare', cameraOf(viewers));
    await publisher.openCamera(api, placeless, 'bare');
    return {
      name: 'bare',
      door: { url: `ws://127.0.0.1:${server.port}/watch`, rooms: ['bare'], bare: true },
      workers: () => descendantsOf([server.pid]),
      processes: () => [server.pid, ...descendantsOf([server.pid])],
      plis: () => publisher.plis,
      async close() {
        publisher.close();
        socket.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** The bare server knows one room and no epochs. */
const placeless = { room: '', mediaEpoch: 0 };

/** What a publisher asks of a media node, asked of the bare server: each message is answered by one. */
async function asControl(socket: WebSocket): Promise<ControlClient> {
  const next = async (): Promise<Record<string, unknown>> => {
    const [data] = await once(socket, 'message');
    return JSON.parse(String(data));
  };
  const { transport } = await next();
  const say = (message: object): Promise<Record<string, unknown>> => {
    socket.send(JSON.stringify(message));
    return next();
  };
  const answers: Readonly<Record<string, (asked: Asked) => Promise<unknown>>> = {
    'transport.open': async () => ({ transport }),
    'transport.connect': ({ dtlsParameters }) => say({ dtlsParameters }),
    'producer.open': async ({ kind, rtpParameters }) => ({ producer: (await say({ kind, rtpParameters })).id }),
  };
  return { do: (method: string, asked: Asked) => answers[method]?.(asked) } as unknown as ControlClient;
}
