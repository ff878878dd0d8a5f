/**
 * A media node's control socket with something between: other nodes are told this address, and the pipes that they agree on lead through
 * a wire. Neither node notices; everything else is handed on as it was said.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { ControlParams, PipeEnd } from '#protocol/media/control.ts';
import type { UdpWire } from './udp-wire.ts';

export interface LedDoor {
  readonly url: string;
  /** What the other node said that it pipes, newest last. */
  readonly produced: readonly ControlParams<'edge.produce'>[];
  close(): Promise<void>;
}

interface Said {
  readonly id?: number;
  readonly method?: string;
  params?: { pipe?: PipeEnd };
  result?: { pipe?: PipeEnd };
}

/** Opens it before the node is started, which is to listen on this port. @param controlPort of the node */
export async function leadPipes(controlPort: number, wire: UdpWire): Promise<LedDoor> {
  const door = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(door, 'listening');
  const produced: ControlParams<'edge.produce'>[] = [];
  const led = (end: PipeEnd, side: 'first' | 'second'): PipeEnd => {
    const { address: ip, port } = wire[side]({ address: end.ip, port: end.port });
    return { ...end, ip, port };
  };
  door.on('connection', (asking, { headers: { authorization = '' } }) => {
    const node = new WebSocket(`ws://127.0.0.1:${controlPort}`, { headers: { authorization } });
    const opened = once(node, 'open');
    const read = (data: RawData): Said => JSON.parse(String(data)) as Said;
    asking.on('message', async (data) => {
      const said = read(data);
      if (said.method === 'edge.produce') produced.push(said.params as ControlParams<'edge.produce'>);
      if (said.method === 'edge.open' && said.params?.pipe) said.params.pipe = led(said.params.pipe, 'first');
      await opened;
      node.send(JSON.stringify(said));
    });
    node.on('message', (data) => {
      const said = read(data);
      if (said.result?.pipe) said.result.pipe = led(said.result.pipe, 'second');
      asking.send(JSON.stringify(said));
    });
    for (const [one, other] of [
      [asking, node],
      [node, asking],
    ] as const)
      one.on('error', () => other.terminate()).on('close', () => other.terminate());
  });
  return {
    url: `ws://127.0.0.1:${(door.address() as AddressInfo).port}`,
    produced,
    async close() {
      for (const socket of door.clients) socket.terminate();
      door.close();
      await once(door, 'close');
    },
  };
}
