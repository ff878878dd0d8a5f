/** What a webhook may be sent to: the table of addresses that are not on the public internet, and what somebody may type. */
import t from 'tap';
import { readConfig } from '../../server/config/config.ts';
import { isPublicAddress, targetProblem } from '../../server/platform/outgoing/index.ts';

const forbidden: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.1.2.3'],
  'private space': ['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.254', '192.168.0.1', '192.168.255.255'],
  'a carrier’s space': ['100.64.0.1', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.1.2.3', '127.255.255.255', '::1'],
  'link-local, with clouds’ metadata': [
    '169.254.0.1',
    '169.254.169.254',
    'fe80::1',
    'febf::1',
    'fe80::a9fe:a9fe',
    'fe80::1%lo',
  ],
  'special assignments': ['192.0.0.1', '192.0.0.170', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.175.48.1'],
  benchmarks: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  'multicast and reserved': ['224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', 'ff02::1', 'ff0e::1'],
  'nothing at all': ['::'],
  'IPv4 in IPv6, mapped': [
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '::ffff:a9fe:a9fe',
    '::ffff:8.8.8.8',
    '0:0:0:0:0:ffff:7f00:1',
  ],
  'IPv4 in IPv6, of old': ['::127.0.0.1', '::7f00:1', '::ffff:0:127.0.0.1'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::10.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '64:ff9b:1:ffff::a00:1'],
  '6to4': ['2002:7f00:1::1', '2002:a00:1::1', '2002:a9fe:a9fe::1', '2002:808:808::1'],
  Teredo: ['2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
  'protocol assignments': ['2001:1::1', '2001:10::1', '2001:20::1', '2001:1ff:ffff::1', '2620:4f:8000::1'],
  'unique local': ['fc00::1', 'fd00::1', 'fdff:ffff::1', 'fd00:ec2::254'],
  'site-local of old': ['fec0::1'],
  discard: ['100::1', '100:0:0:1::1'],
  'segment routing': ['5f00::1'],
  'what is not given out': ['4000::1', '8000::1', 'e000::1', '1::1'],
  'no address': [
    '',
    'localhost',
    '1.2.3',
    '256.1.1.1',
    '8.8.8.8 ',
    '0x7f.0.0.1',
    '127.1',
    '2130706433',
    '[::1]',
    '2606:4700::1%eth0',
  ],
};

t.test('What is not public', async (t) => {
  for (const [what, addresses] of Object.entries(forbidden)) {
    for (const address of addresses) t.notOk(isPublicAddress(address), `${what}: ${address}`);
  }
});

t.test('What is public', async (t) => {
  const edges = [
    '1.0.0.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
  ];
  const more = ['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.167.255.255', '192.169.0.0'];
  const last = ['198.17.255.255', '198.20.0.0', '223.255.255.255', '8.8.8.8'];
  const six = [
    '2001:200::1',
    '2001:4860:4860::8888',
    '2606:4700:4700::1111',
    '2a00::1',
    '2001:db7::1',
    '2003::1',
    '3ffe::1',
  ];
  for (const address of [...edges, ...more, ...last, ...six]) t.ok(isPublicAddress(address), address);
});

const refused = [
  ...['hooks.example.com', '', 'https://', 'ftp://hooks.example.com/', 'file:///etc/passwd', 'javascript:alert(1)'],
  ...['gopher://hooks.example.com/', 'data:text/plain,x', 'http://hooks.example.com/', 'http://8.8.8.8/'],
  ...['https://me@hooks.example.com/', 'https://me:secret@hooks.example.com/', 'https://:secret@hooks.example.com/'],
  ...['https://hooks.example.com:22/', 'https://hooks.example.com:25/', 'https://hooks.example.com:80/'],
  ...['https://localhost/', 'https://LOCALHOST/', 'https://localhost./', 'https://a.localhost/', 'https://printer/'],
  ...['https://router.local/', 'https://db.internal/', 'https://nas.home.arpa/', 'https://x.onion/', 'https://x.lan/'],
  ...['https://127.0.0.1/', 'https://127.1/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://2130706433/'],
  ...['https://0x7f000001/', 'https://0/', 'https://127.0.0.1./', 'https://①②⑦.⓪.⓪.①/', 'https://169.254.169.254/'],
  ...['https://[::1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[64:ff9b::a00:1]/'],
  ...['https://[fd00:ec2::254]/', 'https://[fe80::1]/', 'https://[2002:7f00:1::]/', 'https://10.0.0.1:8443/'],
];

t.test('What somebody may not type', async (t) => {
  for (const url of refused) t.type(targetProblem(url, false), 'string', url || 'nothing');
});

t.test('What somebody may type', async (t) => {
  const taken = [
    ...['https://hooks.example.com/', 'https://hooks.example.com/a?b=c#d', 'https://hooks.example.com:8443/'],
    ...['https://hooks.example.com:443/', 'https://hooks.example.com./', 'https://bücher.example/', 'https://8.8.8.8/'],
    'https://[2606:4700:4700::1111]/',
  ];
  for (const url of taken) t.equal(targetProblem(url, false), null, url);
});

t.test('Where this machine may be asked, to try webhooks out, it is this machine and no other', async (t) => {
  for (const url of ['http://localhost:3000/', 'http://127.0.0.1:80/', 'http://[::1]:1/', 'https://localhost/']) {
    t.equal(targetProblem(url, true), null, url);
  }
  const stay = [
    'http://10.0.0.1/',
    'https://10.0.0.1/',
    'http://hooks.example.com/',
    'https://169.254.169.254/',
    'ftp://localhost/',
  ];
  for (const url of [...stay, 'http://me@localhost/', 'http://a.localhost/', 'https://[::ffff:127.0.0.1]/']) {
    t.type(targetProblem(url, true), 'string', url);
  }
});

t.test('production does not start where webhooks may go to this machine', async (t) => {
  const env = { NODE_ENV: 'production', BUSKER_SECRET: 'x'.repeat(32), WEBHOOK_ALLOW_LOOPBACK: '1' };
  t.throws(() => readConfig(env), /WEBHOOK_ALLOW_LOOPBACK cannot be 1 in production/);
  t.equal(readConfig({ ...env, WEBHOOK_ALLOW_LOOPBACK: '0' }).webhooks.allowLoopback, false);
  t.equal(readConfig({}).webhooks.allowLoopback, false, 'nor may they where nobody said so');
});
