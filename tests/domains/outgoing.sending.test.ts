/**
 * Sending to addresses that somebody chose, against real servers and a real name server: what is judged is what is connected to, each
 * time anew; nothing is followed; certificates count; time and size have an end.
 */
import { execFileSync } from 'node:child_process';
import { Resolver } from 'node:dns/promises';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import t from 'tap';
import { systemClock } from '../../server/kernel/clock.ts';
import { createOutgoing } from '../../server/platform/outgoing/index.ts';
import { openNameServer } from '../world/name-server.ts';
import { openReceiver, withStatus } from '../world/receiver.ts';
import { until } from '../world/until.ts';

const names = await openNameServer();
const resolver = new Resolver({ timeout: 5_000, tries: 1 });
resolver.setServers([names.address]);
const clock = systemClock;
/** As in production. */
const outside = createOutgoing({ names: resolver, clock, allowOwn: false });
/** As on a developer's machine. */
const own = createOutgoing({ names: resolver, clock, allowOwn: true });
const hasty = createOutgoing({ names: resolver, clock, allowOwn: true, withinMs: 400 });
const receiver = await openReceiver();
const certified = certificates();
const secure = await openReceiver(certified.good);
const wrongName = await openReceiver(certified.wrong);
t.teardown(async () => {
  await Promise.all([names.close(), receiver.close(), secure.close(), wrongName.close()]);
  rmSync(certified.folder, { recursive: true, force: true });
});
t.beforeEach(() => receiver.answer(withStatus(200)));

const post = (by: typeof own, url: string) =>
  by.post({ url: new URL(url), headers: { 'content-type': 'application/json' }, body: '{"a":"ü"}' });

/** A certificate for hooks.example.com, one for another name, both by their own authority. */
function certificates() {
  const folder = mkdtempSync(join(tmpdir(), 'busker-certificates-'));
  const make = (name: string): { key: string; cert: string } => {
    const files = { key: join(folder, `${name}.key`), cert: join(folder, `${name}.crt`) };
    const wish = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const about = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=DNS:${name}`];
    execFileSync('openssl', [...wish, ...about, '-keyout', files.key, '-out', files.cert], { stdio: 'ignore' });
    return { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8') };
  };
  return { folder, good: make('hooks.example.com'), wrong: make('other.example.com') };
}

t.test('a request arrives as it was meant', async (t) => {
  const sent = await post(own, `${receiver.url}?a=b`);
  t.match(sent, { status: 200, answer: 'status 200' });
  const got = receiver.received.at(-1);
  t.same([got?.path, got?.body], ['/hooks?a=b', '{"a":"ü"}']);
  t.match(got?.headers, { 'content-type': 'application/json', 'content-length': '10', connection: 'close' });
});

t.test(
  'in production this machine is refused, however its address is written, and not even connected to',
  async (t) => {
    const before = receiver.connections();
    const { port } = receiver;
    names.means('inside.example.com', () => ['127.0.0.1']);
    names.means('metadata.example.com', () => ['169.254.169.254']);
    names.means('six.example.com', () => ['::1']);
    names.means('mapped.example.com', () => ['::ffff:7f00:1']);
    names.means('nat64.example.com', () => ['64:ff9b::7f00:1']);
    const hosts = [
      'inside.example.com',
      'metadata.example.com',
      'six.example.com',
      'mapped.example.com',
      'nat64.example.com',
    ];
    for (const host of [...hosts, '127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', 'localhost', '0x7f.1']) {
      const url = `https://${host}:${port}/`;
      t.match(await post(outside, url), { problem: 'forbidden' }, host);
      t.equal(await outside.problemWith(url), 'It is not on the public internet.', 'and is told so when it is typed');
    }
    t.match(await post(outside, receiver.url), { problem: 'forbidden' }, 'nor over plain http');
    t.equal(receiver.connections(), before, 'nobody knocked');
  },
);

t.test('one forbidden address among several spoils all', async (t) => {
  names.means('both.example.com', () => ['203.0.114.1', '127.0.0.1']);
  t.match(await post(outside, 'https://both.example.com/'), { problem: 'forbidden' });
  names.means('both-six.example.com', () => ['203.0.114.1', 'fd00::1']);
  t.match(await post(outside, 'https://both-six.example.com/'), { problem: 'forbidden' });
  // On a developer's machine too: what is not its own and not public stays refused.
  names.means('lan.example.com', () => ['127.0.0.1', '192.168.0.1']);
  t.match(await post(own, `https://lan.example.com:${secure.port}/`), { problem: 'forbidden' });
});

t.test('a name that is another address the second time is judged the second time', async (t) => {
  let asked = 0;
  names.means('rebind.example.com', () => {
    asked += 1;
    // A and AAAA are a question each.
    return asked <= 2 ? ['2001:4860:4860::1:1'] : ['127.0.0.1'];
  });
  const url = `https://rebind.example.com:${secure.port}/`;
  t.equal(await outside.problemWith(url), null, 'public when it is typed');
  const before = secure.connections();
  t.match(await post(outside, url), { problem: 'forbidden' }, 'inside when it is sent');
  t.equal(secure.connections(), before, 'and not connected to');
});

t.test('between judging and connecting nobody is asked again', async (t) => {
  names.means('once.example.com', () => ['127.0.0.1']);
  const before = names.asked.length;
  setDefaultCACertificates([...getCACertificates('bundled'), certified.good.cert, certified.wrong.cert]);
  await post(own, `https://once.example.com:${secure.port}/`);
  t.same(names.asked.slice(before).sort(), ['A once.example.com', 'AAAA once.example.com'], 'each question once');
});

t.test('a certificate has to hold, for this name', async (t) => {
  names.means('hooks.example.com', () => ['127.0.0.1']);
  setDefaultCACertificates([...getCACertificates('bundled')]);
  const stranger = await post(own, `https://hooks.example.com:${secure.port}/`);
  t.match(stranger, { problem: 'tls', detail: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'of an authority that nobody knows');
  setDefaultCACertificates([...getCACertificates('bundled'), certified.good.cert, certified.wrong.cert]);
  t.match(await post(own, `https://hooks.example.com:${secure.port}/`), { status: 200 }, 'of one that is known');
  t.match(secure.received.at(-1)?.headers.host, `hooks.example.com:${secure.port}`);
  const other = await post(own, `https://hooks.example.com:${wrongName.port}/`);
  t.match(other, { problem: 'tls', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'for another name');
  const plain = await post(own, `https://hooks.example.com:${receiver.port}/`);
  t.match(plain, { problem: 'tls' }, 'where no TLS is spoken');
});

t.test('a redirect is an answer and is not followed', async (t) => {
  const target = await openReceiver();
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answer(withStatus(status, { location: target.url }));
    t.match(await post(own, receiver.url), { status }, `${status}`);
  }
  t.equal(target.connections(), 0, 'where it leads nobody knocked');
  await target.close();
});

t.test('an answer that takes too long is cut off', async (t) => {
  const late = async (what: string, url = receiver.url): Promise<void> => {
    const startedMs = performance.now();
    t.match(await post(hasty, url), { problem: 'timeout' }, what);
    t.ok(performance.now() - startedMs < 1_200, 'in time');
  };
  receiver.answer(() => undefined);
  await late('nothing comes');
  receiver.answer((response) => void response.writeHead(200).write('beginning'));
  await late('it begins and does not end');
  receiver.answer((response) => {
    // One informational answer after the other.
    for (let n = 0; n < 100; n += 1) response.writeProcessing();
  });
  await late('it only says that it is at it');
  names.means('silent.example.com', () => null);
  t.match(await post(hasty, 'https://silent.example.com/'), { problem: /timeout|unknown/ }, 'a name server is silent');
});

t.test('a long answer is cut off and its status counts', async (t) => {
  receiver.answer((response) => {
    response.writeHead(200);
    const pour = (): void => {
      while (response.write('x'.repeat(64 * 1024)));
      response.once('drain', pour);
    };
    pour();
  });
  const sent = await post(hasty, receiver.url);
  t.match(sent, { status: 200 });
  t.equal('answer' in sent ? sent.answer.length : 0, 16 * 1024);
  receiver.answer((response) => void response.writeHead(200, { 'x-long': 'x'.repeat(20_000) }).end());
  t.match(
    await post(own, receiver.url),
    { problem: 'connection', detail: 'HPE_HEADER_OVERFLOW' },
    'nor do headers go on for ever',
  );
});

t.test('what is no answer is told apart', async (t) => {
  t.match(await post(own, 'https://nobody.example.com/'), { problem: 'unknown' }, 'a name that nobody knows');
  t.equal(await own.problemWith('https://nobody.example.com/'), null, 'which may be known tomorrow');
  const gone = await openReceiver();
  await gone.close();
  t.match(await post(own, gone.url), { problem: 'connection', detail: 'ECONNREFUSED' }, 'a port where nobody listens');
  receiver.answer((response) => void response.destroy());
  t.match(await post(own, receiver.url), { problem: 'connection', detail: 'ECONNRESET' }, 'somebody who hangs up');
  const babbler = await openBabbler('SSH-2.0-OpenSSH_9.9\r\n');
  t.match(await post(own, `http://127.0.0.1:${babbler.port}/`), { problem: 'connection' }, 'another protocol');
  await babbler.close();
});

t.test('it can be ended before its time', async (t) => {
  receiver.answer(() => undefined);
  const before = receiver.received.length;
  const end = new AbortController();
  const asked = own.post({ url: new URL(receiver.url), headers: {}, body: '{}' }, end.signal);
  await until('the request', () => receiver.received.length > before);
  end.abort();
  t.match(await asked, { problem: 'timeout' });
});

/** Says one thing to whoever connects. */
async function openBabbler(words: string) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined));
    socket.end(words);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise<void>((resolve) =>
    connect(port, '127.0.0.1')
      .once('close', () => resolve())
      .resume(),
  );
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      for (const socket of sockets) socket.destroy();
      server.close(() => resolve());
    });
  return { port, close };
}
