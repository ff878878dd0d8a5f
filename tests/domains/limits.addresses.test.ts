/** What an address is counted by, however it is written; and how many sockets of one may be open. */
import { isIP, isIPv4, SocketAddress } from 'node:net';
import fc from 'fast-check';
import t from 'tap';
import { Refusal } from '#kernel/refusal.ts';
import { countedAs, isLoopback, plainAddress } from '../../server/platform/limits/address.ts';
import { createOpenSockets } from '../../server/platform/limits/open-sockets.ts';

const codeOf = (act: () => unknown): string => {
  try {
    act();
    return 'ok';
  } catch (thrown) {
    return thrown instanceof Refusal ? thrown.code : String(thrown);
  }
};

t.test('One address has one name', async (t) => {
  const names = {
    '192.0.2.1': '192.0.2.1',
    '::ffff:192.0.2.1': '192.0.2.1',
    '::FFFF:C000:0201': '192.0.2.1',
    '0:0:0:0:0:ffff:192.0.2.1': '192.0.2.1',
    '::ffff:192.0.2.1%eth0': '192.0.2.1',
    '64:ff9b::192.0.2.1': '192.0.2.1',
    '64:ff9b:1::192.0.2.1': '64:ff9b:1::c000:201',
    '::ffff:0:192.0.2.1': '::ffff:0:c000:201',
    '::192.0.2.1': '::c000:201',
    '2001:DB8:0:0:0:0:0:1': '2001:db8::1',
    '2001:0db8::0001': '2001:db8::1',
    'fe80::1%eth0': 'fe80::1',
    'FE80::0:1%25': 'fe80::1',
    '::': '::',
    '::1': '::1',
    '1::': '1::',
    '1:2:3:4:5:6:7:8': '1:2:3:4:5:6:7:8',
  };
  for (const [given, plain] of Object.entries(names)) t.equal(plainAddress(given), plain, given);
});

t.test('What is no address', async (t) => {
  const none = [
    ...[
      '',
      ' ',
      'unknown',
      '_hidden',
      'localhost',
      '192.0.2',
      '192.0.2.256',
      '192.0.2.01',
      '192.0.2.1:80',
      ' 192.0.2.1',
    ],
    ...[
      '0x7f.1',
      '2130706433',
      '192.0.2.1%eth0',
      '192.0.2.1/24',
      '[::1]',
      '[::1]:80',
      '::1/64',
      ':::',
      '1::2::3',
      '::g',
    ],
    ...[
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '::ffff:192.0.2',
      '::1%',
      '::1%\r\nx',
      '12345::',
      `::${'0'.repeat(9_000)}`,
    ],
    ...['１９２.0.2.1', '192.0.2.1\u0000', "::1' OR 1=1"],
  ];
  for (const one of none) {
    t.equal(plainAddress(one), undefined, JSON.stringify(one.slice(0, 30)));
    t.equal(
      codeOf(() => countedAs(one)),
      'VALIDATION_FAILED',
      'is counted by nothing',
    );
  }
});

t.test('What an address is counted by', async (t) => {
  t.equal(countedAs('::ffff:192.0.2.1'), '192.0.2.1', 'IPv4 by itself');
  t.equal(countedAs('2001:db8:1:2:3:4:5:6'), '2001:db8:1:2::/64', 'IPv6 by its /64');
  t.equal(countedAs('2001:db8::1'), '2001:db8:0:0::/64');
  t.not(countedAs('2001:db8:1:2::1'), countedAs('2001:db8:1:3::1'), 'the next /64 is somebody else');
  t.not(countedAs('::ffff:192.0.2.1'), countedAs('::ffff:192.0.2.2'), 'wrapped addresses are not one /64');
  t.not(countedAs('64:ff9b::192.0.2.1'), countedAs('64:ff9b::192.0.2.2'), 'nor is what a NAT64 translated');
});

const group = fc.integer({ min: 0, max: 0xffff });
const anyGroups = fc.array(fc.oneof(fc.constant(0), group), { minLength: 8, maxLength: 8 });
const written = (groups: readonly number[], upper: boolean, padded: boolean): string => {
  const text = groups.map((one) => one.toString(16).padStart(padded ? 4 : 1, '0')).join(':');
  return upper ? text.toUpperCase() : text;
};

t.test('Whatever the address', async (t) => {
  const sameName = fc.property(anyGroups, fc.boolean(), fc.boolean(), (groups, upper, padded) => {
    const name = plainAddress(written(groups, upper, padded)) ?? '';
    const systems = new SocketAddress({ address: written(groups, false, false), family: 'ipv6' }).address;
    return isIP(name) !== 0 && plainAddress(name) === name && plainAddress(systems) === name;
  });
  fc.assert(sameName, { numRuns: 2_000 });
  t.pass('its name is an address, the name of itself and of what the system calls it');

  const prefix = fc.array(group, { minLength: 4, maxLength: 4 }).filter(([first]) => first !== 0 && first !== 0x64);
  const rest = fc.array(group, { minLength: 4, maxLength: 4 });
  const sameHousehold = fc.property(prefix, rest, rest, fc.boolean(), (net, one, other, upper) => {
    return countedAs(written([...net, ...one], upper, false)) === countedAs(written([...net, ...other], !upper, true));
  });
  fc.assert(sameHousehold, { numRuns: 2_000 });
  t.pass('all of a /64 are counted together');
  const otherHousehold = fc.property(prefix, prefix, rest, (one, other, host) => {
    const together = countedAs(written([...one, ...host], false, false));
    return (together === countedAs(written([...other, ...host], false, false))) === (one.join() === other.join());
  });
  fc.assert(otherHousehold, { numRuns: 2_000 });
  t.pass('and nobody beside them');

  const ipv4 = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 4, maxLength: 4 }).map((four) => four.join('.'));
  const wrapped = fc.property(ipv4, (address) => isIPv4(address) && countedAs(`::ffff:${address}`) === address);
  fc.assert(wrapped, { numRuns: 2_000 });
  t.pass('IPv4 is the same wrapped and bare');
  const noise = fc.property(fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.%/[] x'.split('')) }), (text) => {
    const name = plainAddress(text);
    return name === undefined ? isIP(text) === 0 : isIP(name) !== 0 && isIP(text) !== 0;
  });
  fc.assert(noise, { numRuns: 5_000 });
  t.pass('and noise is no address, or one');
});

t.test('This machine', async (t) => {
  for (const own of ['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1', '0:0::1']) t.ok(isLoopback(own), own);
  for (const other of ['128.0.0.1', '::2', '::ffff:192.0.2.1', '127.0.0.1.example', '', 'localhost', '::127.0.0.1']) {
    t.notOk(isLoopback(other), other);
  }
});

t.test('Open sockets of one address', async (t) => {
  const open = createOpenSockets(2);
  const [first] = [open.take('192.0.2.1'), open.take('::ffff:192.0.2.1')];
  t.equal(
    codeOf(() => open.take('192.0.2.1')),
    'RATE_LIMITED',
    'are as many as may be, however it is written',
  );
  t.equal(
    codeOf(() => open.take('192.0.2.2')),
    'ok',
    'another address is not concerned',
  );
  first?.();
  first?.();
  t.equal(
    codeOf(() => open.take('192.0.2.1')),
    'ok',
    'who leaves makes room',
  );
  t.equal(
    codeOf(() => open.take('192.0.2.1')),
    'RATE_LIMITED',
    'for one, however often they say that they leave',
  );
  t.equal(
    codeOf(() => open.take('nobody')),
    'VALIDATION_FAILED',
    'nonsense has no sockets',
  );

  const comings = fc.property(fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 1, max: 3 }))), (moves) => {
    const counted = createOpenSockets(3);
    const inside = new Map<number, (() => void)[]>();
    return moves.every(([comes, who]) => {
      const theirs = inside.get(who) ?? [];
      inside.set(who, theirs);
      if (!comes) {
        theirs.pop()?.();
        return true;
      }
      const full = theirs.length === 3;
      const code = codeOf(() => theirs.push(counted.take(`2001:db8:0:${who}::${theirs.length}`)));
      return code === (full ? 'RATE_LIMITED' : 'ok');
    });
  });
  fc.assert(comings, { numRuns: 1_000 });
  t.pass('come and go in any order, and are never one more or one less');
});
