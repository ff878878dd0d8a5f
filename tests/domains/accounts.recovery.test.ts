/** A new password when one forgot the old: nobody can keep somebody else from it, and asking says nothing. Decision 0018. */
import t from 'tap';
import { until } from '../world/until.ts';
import { call, codeOf, openStage } from './accounts-stage.ts';

const stage = await openStage(t, { limitsFactor: 1 });
const { accounts, clock, mail, news, postgres, redisServer } = stage;
const password = 'wet gravel sings';
let made = 0;

/** Somebody new, and the cookie of the device they registered on. */
async function register() {
  made += 1;
  const email = `person${made}@example.com`;
  const asked = call({ body: { email, password, displayName: 'Pat', birthDate: '1980-01-01' }, ip: `192.0.2.${made}` });
  const { user } = await accounts.register(asked);
  return { email, userId: user.id, device: String(asked.written.get('busker_device')) };
}

let strangers = 0;
/** From another network address each time. */
const askAsStranger = (email: string) => {
  strangers += 1;
  return codeOf(accounts.forgotPassword(call({ body: { email }, ip: `198.51.${strangers >> 8}.${strangers & 255}` })));
};
const askFrom = (device: string, email: string, ip = '203.0.113.1') =>
  codeOf(accounts.forgotPassword(call({ body: { email }, ip, cookies: { busker_device: device } })));
const asksFor = async (userId: string) =>
  Number(
    (
      await postgres.query(
        `SELECT count(*) AS n FROM outbox_event WHERE key = $1 AND name = 'account.link-asked' AND body->>'kind' = 'reset'`,
        [userId],
      )
    )[0]?.n,
  );

/** The tokens of all links for a new password, the oldest first, once there are so many. */
async function tokensOf(email: string, count: number): Promise<string[]> {
  return until(`${count} links`, async () => {
    await news.sweep();
    const mails = (await mail.list(email, 50)).filter(({ subject }) => /new password/.test(subject));
    const tokens = mails.map(({ text }) => /token=([\w-]{43})/.exec(text)?.[1] ?? '');
    return tokens.length >= count ? tokens.reverse() : undefined;
  });
}
const reset = (token: string, to: string) => codeOf(accounts.resetPassword(call({ body: { token, password: to } })));
const login = (email: string, given: string, cookies = {}) =>
  codeOf(accounts.login(call({ body: { email, password: given }, cookies })));
const forgetLimits = async () => redisServer.client.del(...(await redisServer.client.keys('limit:*')));

t.test('Asked for too often, an address is answered as ever, known or not, and mailed no more', async (t) => {
  const { email, userId } = await register();
  const events = async () => Number((await postgres.query('SELECT count(*) AS n FROM outbox_event'))[0]?.n);
  for (let time = 0; time < 8; time += 1) t.equal(await askAsStranger(email), 'no refusal', `known, ${time}`);
  t.equal(await asksFor(userId), 5);
  const before = await events();
  for (let time = 0; time < 8; time += 1) t.equal(await askAsStranger('nobody@example.com'), 'no refusal');
  t.equal((await events()) - before, 5, 'the same work for an address nobody has');
  t.equal(await askAsStranger(` ${email.toUpperCase()}`.trim()), 'no refusal');
  t.equal(await asksFor(userId), 5, 'however it is written');
  t.equal((await tokensOf(email, 5)).length, 5);
});

t.test('A stranger who used that up keeps nobody out: what was mailed holds, one’s own device may ask', async (t) => {
  const { email, userId, device } = await register();
  for (let time = 0; time < 9; time += 1) await askAsStranger(email);
  t.equal(await askFrom(device, email), 'no refusal');
  t.equal(await asksFor(userId), 6, 'from one’s own device one is mailed');
  const tokens = await tokensOf(email, 6);
  t.equal(await reset(tokens[0] ?? '', 'tulpen-im-kühlschrank'), 'no refusal', 'the first link is as good as the last');
  for (const token of tokens)
    t.equal(await reset(token, 'zX9#mkq2Lp zX'), 'LINK_EXPIRED', 'and used once, none is good');
  t.equal(await login(email, 'tulpen-im-kühlschrank'), 'no refusal');
});

t.test('One’s own device has a number too, is told nothing either, and is a stranger to other people', async (t) => {
  const [one, other] = [await register(), await register()];
  for (let time = 0; time < 7; time += 1) t.equal(await askFrom(one.device, one.email), 'no refusal');
  t.equal(await asksFor(one.userId), 5);
  t.equal(await askAsStranger(one.email), 'no refusal');
  t.equal(await asksFor(one.userId), 6, 'and takes nothing from the others’');
  for (let time = 0; time < 5; time += 1) await askAsStranger(other.email);
  await askFrom(one.device, other.email);
  t.equal(await asksFor(other.userId), 5);
  for (const forged of ['', 'x.y', `${one.device}x`]) await askFrom(forged, one.email);
  t.equal(await asksFor(one.userId), 9, 'a forged cookie counts with everybody’s, up to theirs');
  await askFrom('x.y', one.email);
  await askFrom('x.y', one.email);
  t.equal(await asksFor(one.userId), 10);
});

t.test(
  'A network address asks twenty times an hour for whomever, and its people’s own devices beside that',
  async (t) => {
    const { email, userId, device } = await register();
    const ip = '203.0.113.77';
    const ask = (to: string) => codeOf(accounts.forgotPassword(call({ body: { email: to }, ip })));
    for (let time = 0; time < 20; time += 1) t.equal(await ask(`nobody${time}@example.com`), 'no refusal');
    t.equal(await ask(email), 'RATE_LIMITED');
    t.equal(await askFrom(device, email, ip), 'no refusal');
    t.equal(await asksFor(userId), 1);
  },
);

t.test('Of several links opened at once one sets the password', async (t) => {
  const { email } = await register();
  for (let time = 0; time < 5; time += 1) await askAsStranger(email);
  const tokens = await tokensOf(email, 5);
  const codes = await Promise.all(tokens.map((token, at) => reset(token, `grey gravel sings ${at}`)));
  t.same(codes.toSorted(), [...Array(4).fill('LINK_EXPIRED'), 'no refusal']);
  t.equal(await login(email, `grey gravel sings ${codes.indexOf('no refusal')}`), 'no refusal', 'and it is that one');
});

t.test(
  'Twenty links are good at once, not more; those that are there stay, and a weak password uses none up',
  async (t) => {
    const { email, userId } = await register();
    for (let round = 0; round < 5; round += 1) {
      await forgetLimits();
      for (let time = 0; time < 5; time += 1) await askAsStranger(email);
    }
    t.equal(await asksFor(userId), 25);
    const tokens = await tokensOf(email, 20);
    await until('everything to be delivered', async () => {
      await news.sweep();
      const [row] = await postgres.query("SELECT count(*)::int AS n FROM outbox_delivery WHERE state = 'PENDING'");
      return row?.n === 0;
    });
    t.equal((await tokensOf(email, 20)).length, 20);
    t.equal(await reset(tokens[0] ?? '', 'password123'), 'PASSWORD_WEAK');
    clock.advance(3_600_000);
    t.equal(await reset(tokens[0] ?? '', 'tulpen-im-kühlschrank'), 'LINK_EXPIRED', 'an hour later they are over');
    await forgetLimits();
    await askAsStranger(email);
    const fresh = (await tokensOf(email, 21)).at(-1) ?? '';
    t.equal(await reset(fresh, 'tulpen-im-kühlschrank'), 'no refusal', 'and a new one is mailed');
  },
);

t.test('Whoever set a new password signs in where they did, whatever strangers try meanwhile', async (t) => {
  const { email } = await register();
  await askAsStranger(email);
  const [token = ''] = await tokensOf(email, 1);
  const made = call({ body: { token, password: 'tulpen-im-kühlschrank' } });
  await accounts.resetPassword(made);
  for (let time = 0; time < 12; time += 1) await login(email, 'guess');
  t.equal(await login(email, 'tulpen-im-kühlschrank'), 'RATE_LIMITED', 'elsewhere one waits');
  const cookies = { busker_device: String(made.written.get('busker_device')) };
  t.equal(await login(email, 'tulpen-im-kühlschrank', cookies), 'no refusal');
  const refused = call({ body: { token, password: 'another long one' } });
  t.equal(await codeOf(accounts.resetPassword(refused)), 'LINK_EXPIRED');
  t.equal(refused.written.size, 0, 'a link that is no good makes no device known');
});
