/** What is written into coturn's configuration, and what is refused before it is. */
import { readFileSync } from 'node:fs';
import { BlockList, isIPv6 } from 'node:net';
import t from 'tap';
import { ConfigError, readConfig } from '../../server/config/config.ts';
import { grantTurn } from '../../server/domains/nodes/index.ts';
import { type TurnPlace, turnConfiguration } from '../../turn/configuration.ts';
import { deniedRanges, edgesOf } from '../../turn/denied-ranges.ts';
import { examplePlace } from './example-place.ts';

t.test('the example for production is what is made today', (t) => {
  const file = readFileSync(new URL('../../turn/turnserver.conf', import.meta.url), 'utf8');
  t.equal(file, turnConfiguration(examplePlace), 'turn/turnserver.conf agrees with turn/configuration.ts');
  const lines = file.split('\n');
  for (const line of ['use-auth-secret', 'no-cli', 'no-tcp-relay', 'no-multicast-peers', 'no-tlsv1', 'no-tlsv1_1'])
    t.ok(lines.includes(line), `${line} is in it`);
  t.notOk(lines.includes('allow-loopback-peers'), 'and nothing that lets it relay to itself');
  const allowed = lines.filter((line) => line.startsWith('allowed-peer-ip'));
  t.same(allowed, ['allowed-peer-ip=198.51.100.10'], 'one peer is allowed');
  t.end();
});

t.test('the list of ranges is the one that was decided', (t) => {
  const decided =
    '0/8 10/8 100.64/10 127/8 169.254/16 172.16/12 192.0.0/24 192.0.2/24 192.88.99/24 192.168/16 198.18/15 198.51.100/24 203.0.113/24 240/4';
  const full = decided.split(' ').map((short) => {
    const [address = '', bits = ''] = short.split('/');
    return `${[...address.split('.'), '0', '0', '0'].slice(0, 4).join('.')}/${bits}`;
  });
  const six = ['::1/128', 'fc00::/7', 'fe80::/10', '::ffff:0:0/96', '64:ff9b::/96'];
  const listed = deniedRanges.map(({ range }) => range);
  t.same(
    [...full, ...six].filter((range) => !listed.includes(range)),
    [],
    'each is in it',
  );
  for (const range of listed) {
    const [address = '', bits = ''] = range.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    const block = new BlockList();
    block.addSubnet(address, Number(bits), family);
    const { first, last } = edgesOf(range);
    t.ok(block.check(first, family) && block.check(last, family), `${range} ends where it ends`);
  }
  t.same(edgesOf('172.16.0.0/12'), { first: '172.16.0.0', last: '172.31.255.255' }, 'and so far it goes');
  for (const odd of ['10.0.0.0', '10.0.0.0/33', '10.0.0.300/8', 'fe80::/129', '10.0.0.0/x'])
    t.throws(() => edgesOf(odd), RangeError, `${odd} is none`);
  t.end();
});

t.test('what would open a hole is not written', (t) => {
  const refused: [string, Partial<TurnPlace>][] = [
    ['a server that others reach and that relays to loopback', { mediaIps: ['127.0.0.1'] }],
    ['the same over IPv6', { mediaIps: ['::1'] }],
    ['loopback in disguise', { mediaIps: ['::ffff:127.0.0.1'] }],
    ['a name where an address belongs', { mediaIps: ['media.example'] }],
    ['a whole range of peers', { mediaIps: ['0.0.0.0-255.255.255.255'] }],
    ['nobody to relay to', { mediaIps: [] }],
    ['nowhere to listen', { listenIps: [] }],
    ['a secret of two lines', { secret: 'secret\nno-auth' }],
    ['a realm of two lines', { realm: 'realm\nallowed-peer-ip=10.0.0.1' }],
    ['an empty secret', { secret: '' }],
  ];
  for (const [what, change] of refused)
    t.throws(() => turnConfiguration({ ...examplePlace, ...change }), RangeError, `${what}: refused`);
  const own = turnConfiguration({ ...examplePlace, listenIps: ['127.0.0.1'], mediaIps: ['127.0.0.1'] });
  t.match(own, /^allow-loopback-peers$/m, 'a machine may talk to itself');
  t.end();
});

t.test('the settings are both there or neither', (t) => {
  const both = {
    TURN_URLS: 'turn:turn.example:3478?transport=udp, turns:turn.example',
    TURN_SECRET: 'a-secret-of-a-test',
  };
  t.same(
    readConfig(both).turn,
    { urls: ['turn:turn.example:3478?transport=udp', 'turns:turn.example'], secret: 'a-secret-of-a-test' },
    'both',
  );
  t.equal(readConfig({}).turn, null, 'neither');
  const refused: [RegExp, Record<string, string>][] = [
    [/TURN_SECRET is required/, { TURN_URLS: both.TURN_URLS }],
    [/TURN_URLS is required/, { TURN_SECRET: both.TURN_SECRET }],
    [/TURN_SECRET must have at least 16/, { ...both, TURN_SECRET: 'short' }],
    [/TURN_SECRET must have at least 16/, { ...both, TURN_SECRET: 'a secret with blanks in it' }],
    ...['http://turn.example', 'stun:turn.example', 'turn:', 'turn:a b', 'turn:h?transport=sctp', 'turn:u@h', ''].map(
      (url): [RegExp, Record<string, string>] => [/TURN_URLS/, { ...both, TURN_URLS: `turn:turn.example,${url}` }],
    ),
    [/TURN_URLS must name at most 8/, { ...both, TURN_URLS: Array.from({ length: 9 }, () => 'turn:h').join() }],
  ];
  for (const [words, env] of refused)
    t.throws(() => readConfig(env), { message: words, constructor: ConfigError }, env.TURN_URLS ?? 'no address');
  t.end();
});

t.test('credentials are those of the TURN REST API, and name nobody', (t) => {
  const session = '01900000-0000-7000-8000-000000000abc';
  const [server] = grantTurn({ urls: ['turn:turn.example'], secret: 'a-secret-of-a-test' }, session, 1_800_000_000_000);
  t.match(server?.username, /^1800000600:[0-9a-f]{24}$/, 'ten minutes, then who');
  t.notMatch(server?.username, /000abc/, 'who is a hash');
  t.match(server?.credential, /^[A-Za-z0-9+/]{27}=$/, 'the password is an HMAC-SHA1 in Base64');
  t.same(grantTurn(null, session, 0), [], 'without a TURN server nothing is granted');
  t.end();
});
