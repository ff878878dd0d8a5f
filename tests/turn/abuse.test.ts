/**
 * A real coturn, configured as ours are, attacked by a client of the tests' own: what it must refuse it refuses, and what it
 * is there for it does. On loopback, where 127.0.0.2 stands for the media node and everything else for somebody's inside.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import { findCommand } from '../../infra/bootstrap/find-command.mjs';
import { findPrivatePorts } from '../../infra/supervisor/free-port.ts';
import { grantTurn } from '../../server/domains/nodes/index.ts';
import { deniedRanges, edgesOf } from '../../turn/denied-ranges.ts';
import { TurnClient, type TurnCredentials } from '../world/turn-client.ts';
import { noTurnServer, openTurnServer, type TurnServer } from '../world/turn-server.ts';
import { until } from '../world/until.ts';

const mediaNode = '127.0.0.2';
const forbidden = 403;
const otherFamily = 443;
const dayMs = 86_400_000;
const isSix = (ip: string): boolean => ip.includes(':');
/** First and last address of every range that is denied. */
const edges = deniedRanges.flatMap(({ range }) => Object.values(edgesOf(range)));
const listening = { listenIps: ['127.0.0.1', '::1'] };

/** As the server of Busker grants them. */
function granted({ secret }: { readonly secret: string }, who = 'somebody', agoMs = 0): TurnCredentials {
  const [server] = grantTurn({ urls: ['turn:127.0.0.1'], secret }, who, Date.now() - agoMs);
  if (server === undefined) throw new Error('nothing was granted');
  return server;
}

/** Somebody with an allocation of one family. */
async function relayed(server: TurnServer, family: 4 | 6 = 4, who = 'somebody'): Promise<TurnClient> {
  const client = await TurnClient.open(server, granted(server, who));
  const answer = await client.allocate({ family });
  if (answer !== 'granted') throw new Error(`no allocation: ${answer}`);
  return client;
}

/** A listener of this machine that is none of TURN's business. */
async function listener(ip: string): Promise<{ socket: Socket; port: number; heard: string[] }> {
  const socket = createSocket('udp4');
  const heard: string[] = [];
  socket.on('message', (packet, from) => {
    heard.push(String(packet));
    socket.send(`answer to ${packet}`, from.port, from.address);
  });
  socket.bind(0, ip);
  await once(socket, 'listening');
  return { socket, port: socket.address().port, heard };
}

/** The TCP ports a process listens on. */
function tcpPorts(pid: number): number[] {
  const sockets = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
  const rows = ['tcp', 'tcp6'].flatMap((table) => readFileSync(`/proc/${pid}/net/${table}`, 'utf8').split('\n'));
  return rows.flatMap((row) => {
    const [, local = '', , state = '', , , , , , inode = ''] = row.trim().split(/\s+/);
    return state === '0A' && sockets.includes(inode) ? [Number.parseInt(local.split(':')[1] ?? '', 16)] : [];
  });
}

let server: TurnServer;
t.before(async () => {
  if (noTurnServer === false) server = await openTurnServer({ place: listening });
});
t.teardown(() => server?.close());

t.test('A TURN server of ours lets nobody in whom Busker did not send', { skip: noTurnServer }, async (t) => {
  const good = granted(server);
  const cases: [string, TurnCredentials][] = [
    ['a password of another secret', granted({ secret: 'another-secret-of-a-test' })],
    ['a password of another name', { ...good, username: `${good.username}x` }],
    ['a name that was made to last longer', { ...good, username: good.username.replace(/^\d+/, '9999999999') }],
    ['a name without an end', { username: 'somebody', credential: good.credential }],
    ['an empty password', { ...good, credential: '' }],
    ['credentials of yesterday', granted(server, 'somebody', dayMs)],
    ['credentials that ended a minute ago', granted(server, 'somebody', 11 * 60_000)],
  ];
  for (const [what, credentials] of cases) {
    const client = await TurnClient.open(server, credentials);
    t.equal(await client.allocate(), 401, `${what}: refused`);
    t.not(await client.permit(mediaNode), 'granted', 'and nothing else is to be had');
    client.close();
  }
  const client = await TurnClient.open(server, good);
  t.equal(await client.allocate(), 'granted', 'what was granted a moment ago opens');
  client.close();
});

t.test('It relays to the media node and to no other address', { skip: noTurnServer }, async (t) => {
  const four = await relayed(server);
  const six = await relayed(server, 6);
  t.equal(await four.permit(mediaNode), 'granted', 'the media node may be spoken to');
  for (const ip of edges) {
    t.equal(await (isSix(ip) ? six : four).permit(ip), forbidden, `${ip} is refused`);
    t.equal(await (isSix(ip) ? six : four).bind(0x4000, ip, 9), forbidden, 'as a channel too');
  }
  const public4 = ['1.1.1.1', '8.8.8.8', '93.184.216.34', '128.0.0.1', '223.255.255.255'];
  for (const ip of public4) t.equal(await four.permit(ip), forbidden, `${ip}, out in the world, is refused`);
  for (const ip of ['2606:4700::1111', '2001:db8::1', '4000::', '::', '::2'])
    t.equal(await six.permit(ip), forbidden, `${ip} is refused`);
  for (const ip of ['::ffff:127.0.0.1', `::ffff:${mediaNode}`, '::ffff:10.0.0.1', '::ffff:169.254.169.254'])
    t.equal(await six.permit(ip), forbidden, `${ip}, in disguise, is refused`);
  for (const ip of [`::${mediaNode}`, '64:ff9b::127.0.0.1', '64:ff9b::10.0.0.1', '2002:7f00:1::'])
    t.equal(await six.permit(ip), forbidden, `${ip}, in another disguise, is refused`);
  t.equal(await six.permit(mediaNode), otherFamily, 'an IPv4 address from an IPv6 allocation is refused');
  t.equal(await four.permit('::ffff:127.0.0.1'), otherFamily, 'and the other way round');
  four.close();
  six.close();
});

t.test('It carries nothing to a listener that is not a media node', { skip: noTurnServer }, async (t) => {
  const [media, inside] = await Promise.all([listener(mediaNode), listener('127.0.0.1')]);
  const client = await relayed(server);
  t.equal(await client.permit(mediaNode), 'granted', 'one permission');
  t.equal(await client.permit('127.0.0.1'), forbidden, 'one refusal');
  for (let turn = 0; turn < 20; turn += 1) {
    client.send('127.0.0.1', inside.port, `inside ${turn}`);
    client.send(mediaNode, media.port, `media ${turn}`);
  }
  await until('answers of the media node', () => client.heard.includes('answer to media 19'));
  t.ok(media.heard.length > 0, 'the media node hears and is heard');
  t.same(inside.heard, [], 'the other hears nothing');
  const other = createSocket('udp4');
  other.send('unasked', 9, '127.0.0.1');
  t.notOk(
    client.heard.some((text) => text.includes('inside')),
    'and nothing of it comes back',
  );
  for (const socket of [media.socket, inside.socket, other]) socket.close();
  client.close();
});

t.test('It makes no TCP connections for others, and has no console', { skip: noTurnServer }, async (t) => {
  const client = await TurnClient.open(server, granted(server));
  t.equal(await client.allocate({ relay: 'tcp' }), 442, 'an allocation for TCP (RFC 6062) is refused');
  client.close();
  t.same([...new Set(tcpPorts(server.pid))], [server.port], 'it listens on its own port and on no other');
  t.notMatch(server.log(), server.secret, 'its log does not tell the secret');
  t.notMatch(readFileSync(`/proc/${server.pid}/cmdline`, 'utf8'), server.secret, 'nor does its command line');
});

t.test('It goes on for who came in time', { skip: noTurnServer }, async (t) => {
  // Six hundred seconds are granted: five of them are left.
  const client = await TurnClient.open(server, granted(server, 'somebody', 595_000));
  t.equal(await client.allocate(), 'granted', 'in the last moment');
  await until('end of the credentials', async () => {
    const late = await TurnClient.open(server, granted(server, 'somebody', 601_000));
    const refused = (await late.allocate()) === 401;
    late.close();
    return refused;
  });
  const from = performance.now();
  await until('five seconds and a half', () => performance.now() - from > 5_500, { withinMs: 10_000 });
  t.equal(await client.refresh(600), 'granted', 'a show that is longer than its credentials is not cut off');
  client.close();
});

t.test('Nobody has more of it than their share', { skip: noTurnServer }, async (t) => {
  const server = await openTurnServer({ place: { quota: { perPerson: 3, total: 5 } } });
  t.teardown(() => server.close());
  const open: TurnClient[] = [];
  const ask = async (who: string, agoMs: number): Promise<unknown> => {
    const client = await TurnClient.open(server, granted(server, who, agoMs));
    open.push(client);
    return client.allocate();
  };
  const one = [await ask('one', 0), await ask('one', 1_000), await ask('one', 2_000), await ask('one', 3_000)];
  t.same(one, ['granted', 'granted', 'granted', 486], 'new credentials for the same session are no new share');
  t.same([await ask('two', 0), await ask('two', 0)], ['granted', 'granted'], 'somebody else has theirs');
  t.equal(await ask('three', 0), 486, 'until all of it is taken');
  t.equal(await open[0]?.refresh(0), 'granted', 'and when somebody leaves');
  await until('room for the next one', async () => (await ask('three', 0)) === 'granted', { withinMs: 20_000 });
  t.pass('the next one comes in');
  for (const client of open) client.close();
});

t.test('The ranges hold by themselves, should the rule above them be lost', { skip: noTurnServer }, async (t) => {
  const edit = (text: string): string =>
    text.replace(/^denied-peer-ip=(0\.0\.0\.0-255\.255\.255\.255|::-ffff.*)\n/gm, '');
  const server = await openTurnServer({ place: listening, edit });
  t.teardown(() => server.close());
  const [four, six] = [await relayed(server), await relayed(server, 6)];
  t.equal(await four.permit('8.8.8.8'), 'granted', 'the rule is lost');
  t.equal(await six.permit('2606:4700::1111'), 'granted', 'for both families');
  for (const ip of edges) t.equal(await (isSix(ip) ? six : four).permit(ip), forbidden, `${ip} is refused`);
  t.equal(await six.permit('::ffff:127.0.0.1'), forbidden, 'loopback in disguise too');
  for (const client of [four, six]) client.close();
});

const noOpenssl = findCommand('openssl') === undefined && 'not run: openssl is not installed here';

t.test('TLS', { skip: noTurnServer || noOpenssl }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'busker-turn-tls-'));
  const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=turn.test', '-days', '1', '-keyout', key, '-out', certificate];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject], { stdio: 'ignore' });
  const port = await findPrivatePorts();
  const server = await openTurnServer({ place: { tls: { port, certificate, key } } });
  t.teardown(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const client = await TurnClient.open({ host: '127.0.0.1', port, over: 'tls' }, granted(server));
  t.equal(await client.allocate(), 'granted', 'an allocation through TLS');
  t.equal(await client.permit(mediaNode), 'granted', 'to the media node');
  t.equal(await client.permit('127.0.0.1'), forbidden, 'and to nobody else');
  client.close();
  const shake = (version: string): string => {
    const asked = ['s_client', '-connect', `127.0.0.1:${port}`, version, '-cipher', 'ALL:@SECLEVEL=0', '-brief'];
    // To an offer of what it does not speak coturn says nothing at all.
    const { stderr } = spawnSync('openssl', asked, { input: '', encoding: 'utf8', timeout: 2_000 });
    return /Protocol version: (\S+)[\s\S]*Ciphersuite: (\S+)/.exec(stderr)?.slice(1).join(' ') ?? 'refused';
  };
  t.match(shake('-tls1_2'), /^TLSv1\.2 ECDHE-\S+-(GCM|CHACHA20)/, 'TLS 1.2 with forward secrecy');
  t.equal(shake('-tls1_1'), 'refused', 'not 1.1');
  t.equal(shake('-tls1'), 'refused', 'nor 1.0');
});
