/** Limits of signing in that cannot be turned against somebody: a known device counts for itself. Decision 0008. */
import t from 'tap';
import { verifyAccessToken } from '../../server/domains/accounts/index.ts';
import { readDevice } from '../../server/domains/accounts/read-device.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t, { limitsFactor: 1 });
const { accounts, clock, deps } = stage;
const viewer = { email: 'viewer@busker.example', password: 'busker-demo' };
const fan = { email: 'fan@busker.example', password: 'busker-demo' };

async function deviceAfter(body: typeof viewer, before?: string): Promise<string> {
  const made = call({ body, ...(before === undefined ? {} : { cookies: { busker_device: before } }) });
  await accounts.login(made);
  return String(made.written.get('busker_device'));
}
const attempt = (body: typeof viewer, device?: string, ip = '192.0.2.9') =>
  codeOf(accounts.login(call({ body, ip, ...(device === undefined ? {} : { cookies: { busker_device: device } }) })));

t.test('A stranger at the limit keeps nobody out who was there before', async (t) => {
  const device = await deviceAfter(viewer);
  for (let time = 0; time < 12; time += 1)
    await attempt({ ...viewer, password: 'guess' }, undefined, `198.51.100.${time}`);
  t.equal(await attempt(viewer), 'RATE_LIMITED', 'from a new device one has to wait');
  t.equal(await attempt(viewer, device), 'no refusal', 'from one’s own one gets in');
});

t.test('A known device guesses no more often than a stranger, and only at who signed in there', async (t) => {
  const device = await deviceAfter(fan);
  for (let time = 0; time < 10; time += 1)
    t.equal(await attempt({ ...fan, password: 'guess' }, device), 'CREDENTIALS_WRONG');
  t.equal(await attempt(fan, device), 'RATE_LIMITED');
  const other = { ...viewer, email: 'supporter@busker.example' };
  for (let time = 0; time < 10; time += 1) await attempt({ ...other, password: 'guess' }, device);
  t.equal(await attempt(other, device), 'RATE_LIMITED', 'for another account it is a stranger');
});

t.test('The cookie names nobody, cannot be made up, and is a new one where nonsense came', async (t) => {
  const key = deps.deviceKey;
  const cookie = readDevice(key, undefined, clock.now()).knowing(viewer.email);
  t.notMatch(Buffer.from(cookie.split('.')[0] ?? '', 'base64url').toString(), /viewer|busker|0190/);
  const bucket = readDevice(key, cookie, clock.now()).bucketFor(viewer.email);
  t.type(bucket, 'string');
  t.equal(readDevice(key, cookie, clock.now()).bucketFor(fan.email), null);
  const [text = '', signature = ''] = cookie.split('.');
  const forgeries = [
    '',
    '.',
    'x',
    'x.y',
    text,
    `${text}.`,
    `${text}.${signature.slice(1)}`,
    `${text}x.${signature}`,
    `e30.${signature}`,
  ];
  for (const forged of forgeries)
    t.equal(readDevice(key, forged, clock.now()).bucketFor(viewer.email), null, forged.slice(0, 9));
  t.equal(readDevice(Buffer.alloc(32, 1), cookie, clock.now()).bucketFor(viewer.email), null, 'another key');
  t.equal(readDevice(key, cookie, clock.now() + 367 * 86_400_000).bucketFor(viewer.email), null, 'after a year');
});

t.test('A device knows eight people at most, the last ones, and stays the same device', async (t) => {
  let cookie: string | undefined;
  for (let number = 0; number < 10; number += 1)
    cookie = readDevice(deps.deviceKey, cookie, clock.now()).knowing(`p${number}@x.example`);
  const device = readDevice(deps.deviceKey, cookie, clock.now());
  const known = Array.from({ length: 10 }, (_, number) => device.bucketFor(`p${number}@x.example`) !== null);
  t.same(known, [false, false, true, true, true, true, true, true, true, true]);
  t.ok((cookie ?? '').length < 1_000, 'and the cookie stays short');
});

t.test('It says when a second factor was used there, and forgets that with no sign-in after it', async (t) => {
  const at = (ms: number) => new Date(clock.now() + ms);
  const open = (cookie: string, afterMs: number) => readDevice(deps.deviceKey, cookie, clock.now() + afterMs);
  const plain = open('', 0).knowing(fan.email);
  t.equal(open(plain, 0).hasProved(fan.email, at(0)), false);
  const proved = open(plain, 1_000).knowing(fan.email, true);
  const later = open(proved, 2_000).knowing(fan.email);
  for (const cookie of [proved, later]) {
    t.equal(open(cookie, 3_000).hasProved(fan.email, at(1_000)), true);
    t.equal(open(cookie, 3_000).hasProved(fan.email, at(1_001)), false, 'a factor that was set up later is another');
    t.equal(open(cookie, 3_000).hasProved(viewer.email, at(0)), false, 'another person’s');
  }
});

t.test('It opens nothing: neither as a refresh cookie nor as a token', async (t) => {
  const cookie = readDevice(deps.deviceKey, undefined, clock.now()).knowing(viewer.email);
  t.equal(await codeOf(accounts.refresh(call({ cookies: { busker_refresh: cookie } }))), 'UNAUTHENTICATED');
  t.throws(() => verifyAccessToken(deps, cookie), { code: 'UNAUTHENTICATED' });
});
