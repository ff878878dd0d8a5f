/**
 * A name server of the test's own on loopback, speaking DNS over UDP (RFC 1035): what a name means is what the test says, and may be
 * another thing with every question.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv4 } from 'node:net';

export interface NameServerDouble {
  /** As a resolver is told of it. */
  readonly address: string;
  /** Questions so far, as `A hooks.example.com`. */
  readonly asked: string[];
  /** What a name means from now on; the function is asked anew for each question. No answer at all where it is null. */
  means(name: string, addresses: () => readonly string[] | null): void;
  close(): Promise<void>;
}

const typeA = 1;
const typeAaaa = 28;

export async function openNameServer(): Promise<NameServerDouble> {
  const names = new Map<string, () => readonly string[] | null>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const { name, type, end } = readQuestion(question);
    asked.push(`${type === typeA ? 'A' : 'AAAA'} ${name}`);
    const meant = names.get(name)?.() ?? (names.has(name) ? null : []);
    if (meant === null) return;
    const fitting = meant.filter((address) => isIPv4(address) === (type === typeA));
    socket.send(answerOf(question.subarray(0, end), type, fitting, names.has(name)), from.port, from.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    ...{ address: `127.0.0.1:${socket.address().port}`, asked },
    means: (name, addresses) => void names.set(name, addresses),
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function readQuestion(message: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString('ascii', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), end: at + 5 };
}

/** Standard answer, authoritative; NXDOMAIN where nobody knows the name. */
function answerOf(question: Buffer, type: number, addresses: readonly string[], known: boolean): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(known ? 0x8580 : 0x8583, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) => {
    const data = type === typeAaaa ? bytes6(address) : Buffer.from(address.split('.').map(Number));
    const record = Buffer.alloc(12);
    // The name is that of the question, at byte 12; class IN, good for no time at all.
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([head, ...records]);
}

function bytes6(address: string): Buffer {
  const [left = '', right] = address.split('::');
  const groups = (text: string): number[] =>
    text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
  const [before, after] = [groups(left), groups(right ?? '')];
  const zeros = Array<number>(8 - before.length - after.length).fill(0);
  return Buffer.from([...before, ...zeros, ...after].flatMap((group) => [group >> 8, group & 0xff]));
}
