/** The relay with real sockets: what goes in comes out as its link says, from where it says, until it is closed. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import t from 'tap';
import { until } from '../until.ts';
import { type Place, UdpRelay } from './udp-relay.ts';

const ip = '127.0.0.1';

interface Heard {
  readonly number: number;
  readonly from: number;
  readonly tookMs: number;
}

/** Somebody with a socket who notes what arrives: its number, from which port, and how long it took. */
async function someone(address = ip): Promise<{ socket: Socket; place: Place; heard: Heard[] }> {
  const socket = createSocket('udp4');
  socket.bind(0, address);
  await once(socket, 'listening');
  t.teardown(() => socket.close());
  const heard: Heard[] = [];
  socket.on('message', (packet, { port }) => {
    const tookMs = performance.now() - packet.readDoubleBE(4);
    heard.push({ number: packet.readUInt32BE(0), from: port, tookMs });
  });
  return { socket, place: socket.address(), heard };
}

function packet(number: number, bytes = 200): Buffer {
  const made = Buffer.alloc(bytes);
  made.writeUInt32BE(number, 0);
  made.writeDoubleBE(performance.now(), 4);
  return made;
}

function relayOf(seed = 1): UdpRelay {
  const relay = new UdpRelay(seed);
  t.teardown(() => relay.close());
  return relay;
}

/** Sends so many, a few at a time, so that the kernel's own buffers lose none. */
async function sendMany(socket: Socket, to: Place, count: number): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    socket.send(packet(number), to.port, to.address);
    if (number % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

t.test('it carries both ways, and each client has a way of its own', async (t) => {
  const relay = relayOf();
  const [node, one, other] = [await someone(), await someone(), await someone('127.0.0.7')];
  const to = await relay.towards(node.place);
  t.same(await relay.towards(node.place), to, 'a place that is known has one way in');
  one.socket.send(packet(1), to.port, to.address);
  other.socket.send(packet(2), to.port, to.address);
  await until('both at the node', () => node.heard.length === 2);
  const [first, second] = node.heard.toSorted((a, b) => a.number - b.number);
  t.not(first?.from, second?.from, 'the node sees two clients');
  t.same(
    relay.outside.map(({ port }) => port).sort(),
    [first?.from, second?.from].sort(),
    'at the addresses that the relay tells',
  );
  node.socket.send(packet(3), second?.from ?? 0, ip);
  await until('answer', () => other.heard.length === 1);
  t.same([one.heard.length, other.heard[0]?.from], [0, to.port], 'an answer comes to whom it is for, from the way in');
});

t.test('delay and loss are those of the direction that was impaired', async (t) => {
  const relay = relayOf(99);
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  relay.impair({ delayMs: 60, loss: 0.25 }, ['up']);
  await sendMany(client.socket, to, 800);
  await until('all judged', () => relay.counts.up.taken === 800);
  await until('all delivered', () => node.heard.length === 800 - relay.counts.up.lost);
  const share = relay.counts.up.lost / 800;
  t.ok(share > 0.2 && share < 0.3, `a quarter is lost: ${share}`);
  const trips = node.heard.map(({ tookMs }) => tookMs);
  t.ok(Math.min(...trips) >= 59, `none is early: ${Math.min(...trips).toFixed(1)} ms`);
  t.ok(middle(trips) < 150, `most are on time: ${middle(trips).toFixed(1)} ms`);
  t.ok(
    node.heard.every(({ number }, index) => index === 0 || number > (node.heard[index - 1]?.number ?? 0)),
    'in order',
  );
  const from = node.heard[0]?.from ?? 0;
  node.socket.send(packet(1), from, ip);
  await until('answer', () => client.heard.length === 1);
  t.ok((client.heard[0]?.tookMs ?? 99) < 59, 'the way down is as it was');
});

t.test('held back packets come late and come', async (t) => {
  const relay = relayOf(5);
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  relay.impair({ delayMs: 5, reorder: 0.2, reorderMs: 30 });
  await sendMany(client.socket, to, 400);
  await until('all delivered', () => node.heard.length === 400);
  const numbers = node.heard.map(({ number }) => number);
  const late = numbers.filter((number, index) => numbers.slice(0, index).some((before) => before > number)).length;
  t.ok(late > 50 && late < 120, `a fifth is overtaken: ${late} of 400`);
});

t.test('a rate holds, and what does not fit into the queue is lost', async (t) => {
  const relay = relayOf();
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  relay.impair({ rateBps: 400_000, queueBytes: 20_000 });
  const startedMs = performance.now();
  await sendMany(client.socket, to, 300);
  await until('all judged', () => relay.counts.up.taken === 300);
  const { overflowed } = relay.counts.up;
  await until('the rest', () => node.heard.length === 300 - overflowed);
  const seconds = (performance.now() - startedMs) / 1000;
  const rate = (node.heard.length * 200 * 8) / seconds;
  t.ok(overflowed > 100, `${overflowed} of 300 do not fit`);
  t.ok(rate < 420_000, `${Math.round(rate / 1000)} kbit/s`);
  const longest = Math.max(...node.heard.map(({ tookMs }) => tookMs));
  t.ok(longest < 800, `nothing waits longer than the queue is: ${longest.toFixed(0)} ms`);
});

t.test('a blackout swallows both ways and ends', async (t) => {
  const relay = relayOf();
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  client.socket.send(packet(1), to.port, to.address);
  await until('the first', () => node.heard.length === 1);
  relay.impair({ dark: true });
  client.socket.send(packet(2), to.port, to.address);
  node.socket.send(packet(3), node.heard[0]?.from ?? 0, ip);
  await until('both swallowed', () => relay.counts.up.darkened === 1 && relay.counts.down.darkened === 1);
  relay.impair({ dark: false });
  client.socket.send(packet(4), to.port, to.address);
  await until('the next', () => node.heard.length === 2);
  t.same([node.heard.at(-1)?.number, client.heard.length], [4, 0]);
});

t.test('a change of address looks like a NAT’s', async (t) => {
  const relay = relayOf();
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  client.socket.send(packet(1), to.port, to.address);
  await until('the first', () => node.heard.length === 1);
  const before = node.heard[0]?.from ?? 0;
  await relay.changeAddress();
  client.socket.send(packet(2), to.port, to.address);
  await until('the second', () => node.heard.length === 2);
  const after = node.heard[1]?.from ?? 0;
  t.not(after, before, 'the node sees another port');
  node.socket.send(packet(3), before, ip);
  node.socket.send(packet(4), after, ip);
  await until('an answer', () => client.heard.length > 0);
  t.same(
    client.heard.map(({ number, from }) => [number, from]),
    [[4, to.port]],
    'what it still sends to the old one is lost; the client notices nothing of its own address',
  );
  relay.forge(packet(5));
  await until('the forged one', () => node.heard.length === 3);
  t.equal(node.heard[2]?.from, after, 'a forged packet comes from where the client is seen');
});

t.test('nobody else can send through it', async (t) => {
  const relay = relayOf();
  const [node, client, stranger] = [await someone(), await someone(), await someone()];
  const to = await relay.towards(node.place);
  client.socket.send(packet(1), to.port, to.address);
  await until('the first', () => node.heard.length === 1);
  const outside = node.heard[0]?.from ?? 0;
  stranger.socket.send(packet(2), outside, ip);
  node.socket.send(packet(3), outside, ip);
  await until('the answer', () => client.heard.length > 0);
  t.same(
    client.heard.map(({ number }) => number),
    [3],
  );
});

t.test('closed, it delivers nothing any more', async (t) => {
  const relay = relayOf();
  const [node, client] = [await someone(), await someone()];
  const to = await relay.towards(node.place);
  relay.impair({ delayMs: 50 });
  client.socket.send(packet(1), to.port, to.address);
  await until('it under way', () => relay.counts.up.taken === 1);
  relay.close();
  relay.close();
  await t.rejects(relay.towards({ address: ip, port: 9 }), { message: /leads nowhere/ }, 'nor leads anywhere new');
  const sound = relayOf();
  const past = await sound.towards(node.place);
  sound.impair({ delayMs: 100 });
  client.socket.send(packet(2), past.port, past.address);
  await until('a later one by another way', () => node.heard.length > 0);
  t.same(
    node.heard.map(({ number }) => number),
    [2],
    'what was under way never arrives',
  );
});
