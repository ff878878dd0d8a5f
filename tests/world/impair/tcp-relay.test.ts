/** The way of a socket that can be cut: it carries both ways, breaks at once, stays cut, and comes back. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import t from 'tap';
import { until } from '../until.ts';
import { TcpRelay } from './tcp-relay.ts';

const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
t.teardown(() => server.close());

const relay = await TcpRelay.open((server.address() as AddressInfo).port);

interface Someone {
  readonly socket: Socket;
  heard(): string;
  isGone(): boolean;
}

function someone(): Someone {
  const socket = connect(relay.port, '127.0.0.1');
  let [text, gone] = ['', false];
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    text += String(data);
  });
  socket.once('close', () => {
    gone = true;
  });
  return { socket, heard: () => text, isGone: () => gone };
}

const one = someone();

t.test('it carries both ways', async () => {
  one.socket.write('hello');
  await until('an echo', () => one.heard() === 'hello');
});

t.test('cut, it breaks what there is and lets nothing in', async (t) => {
  t.equal(relay.cut(), 1, 'one connection breaks');
  await until('the end of it', () => one.isGone());
  const late = someone();
  late.socket.write('is anybody there?');
  await until('the end of another attempt', () => late.isGone());
  t.equal(late.heard(), '');
});

t.test('restored, it carries again, and not what was said before', async (t) => {
  relay.restore();
  const again = someone();
  again.socket.write('again');
  await until('an echo', () => again.heard() !== '');
  t.equal(again.heard(), 'again');
  await relay.close();
  await relay.close();
  await until('the end of the last one', () => again.isGone());
});
