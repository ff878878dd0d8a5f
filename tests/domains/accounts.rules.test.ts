/** What accounts decide from values alone: who is an adult, which password is weak, how a handle and a device are named. */
import t from 'tap';
import { judgeBirthDate } from '../../server/domains/accounts/rules/adulthood.ts';
import { commonPasswords } from '../../server/domains/accounts/rules/common-passwords.ts';
import { countRoles } from '../../server/domains/accounts/rules/counted-roles.ts';
import { nameDevice } from '../../server/domains/accounts/rules/device-name.ts';
import { handleFrom, handleWith, mayBeChosen } from '../../server/domains/accounts/rules/handle.ts';
import { findWeakness } from '../../server/domains/accounts/rules/password-strength.ts';
import { Handle } from '../../server/protocol/http/names.ts';

t.test('Somebody is an adult from the day they are eighteen on, by UTC', async (t) => {
  const noon = Date.UTC(2026, 10, 21, 12);
  const verdicts: Record<string, string> = {
    '2008-11-21': 'adult',
    '2008-11-22': 'minor',
    '2008-11-20': 'adult',
    '2026-11-21': 'minor',
    '2026-11-22': 'impossible',
    '9999-12-31': 'impossible',
    '1896-11-21': 'adult',
    '1896-11-20': 'impossible',
    '0001-01-01': 'impossible',
  };
  for (const [date, verdict] of Object.entries(verdicts)) t.equal(judgeBirthDate(date, noon), verdict, date);
  t.equal(judgeBirthDate('2008-11-22', Date.UTC(2026, 10, 21, 23, 59, 59)), 'minor', 'a second before');
  t.equal(judgeBirthDate('2008-11-22', Date.UTC(2026, 10, 22)), 'adult', 'at midnight');
  t.equal(judgeBirthDate('2008-02-29', Date.UTC(2026, 1, 28, 12)), 'minor', 'a leap day in a common year');
  t.equal(judgeBirthDate('2008-02-29', Date.UTC(2026, 2, 1)), 'adult');
});

t.test('Passwords that anybody would try are refused, long ones of one’s own are not', async (t) => {
  const owner = { email: 'mary.smithson@example.com', displayName: 'Mary Smithson' };
  const weak: Record<string, string> = {
    short: 'too-short',
    ...{
      password123: 'too-common',
      'P@ssw0rd!!': 'too-common',
      iloveyou2024: 'too-common',
      passwordpassword: 'too-common',
    },
    ...{
      '!!dragon!!!!': 'too-common',
      monkeydragon: 'too-common',
      letmein12345: 'too-common',
      Liverpool1234: 'too-common',
    },
    ...{ aaaaaaaaaaaa: 'repeated', abababababab: 'repeated', '123123123123': 'repeated' },
    ...{ '1234567890': 'sequence', '0987654321': 'sequence', qwertyuiop: 'sequence', abcdefghijkl: 'sequence' },
    ...{ '1q2w3e4r5t6y': 'sequence', '8273645190': 'too-common' },
    ...{ 'mary.smithson@example.com': 'own-data', marysmithson12: 'own-data', 'Mary Smithson': 'own-data' },
  };
  for (const [password, weakness] of Object.entries(weak)) t.equal(findWeakness(password, owner), weakness, password);
  for (const good of [
    'correct horse battery staple',
    'tulpen-im-kühlschrank',
    'zX9#mkq2Lp',
    '他妈的四个字不够长吧真的',
    'wet gravel sings',
  ]) {
    t.equal(findWeakness(good, owner), null, good);
  }
  t.ok(commonPasswords.size > 1_000, `${commonPasswords.size} common ones`);
  const started = performance.now();
  findWeakness(`x${'ab'.repeat(127)}y`, owner);
  t.ok(performance.now() - started < 50, 'a long one takes no time');
});

t.test('A handle is made of a name and is always one', async (t) => {
  const made: Record<string, string> = {
    'Mara Quinn': 'mara_quinn',
    'Ann-Sophie Öztürk': 'ann_sophie_ozturk',
    '  __x__  ': 'person',
    東京: 'person',
    admin: 'person',
    ['a'.repeat(60)]: 'a'.repeat(20),
    '🎸 Joe 🎸': 'joe',
    [`${'ab '.repeat(20)}`]: 'ab_ab_ab_ab_ab_ab_ab',
  };
  for (const [name, handle] of Object.entries(made)) {
    t.equal(handleFrom(name), handle, name);
    t.ok(Handle.safeParse(handleFrom(name)).success);
    t.ok(Handle.safeParse(handleWith(handleFrom(name), 'a1b2c3d4e')).success);
  }
  t.notOk(mayBeChosen('admin'));
  t.notOk(mayBeChosen('gone_abc'));
  t.ok(mayBeChosen('mara'));
});

t.test('A device is named by its browser and system, and never at length', async (t) => {
  const chrome =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36';
  const named: Record<string, string> = {
    [chrome]: 'Chrome on Linux',
    [chrome.replace('Chrome/', 'HeadlessChrome/')]: 'Chromium on Linux',
    [`${chrome} Edg/143.0`]: 'Edge on Linux',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0': 'Firefox on Windows',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1':
      'Safari on iPhone',
    'curl/8.5.0': 'curl',
    '<script>alert(1)</script>': 'Unknown device',
  };
  for (const [agent, device] of Object.entries(named)) t.equal(nameDevice(agent), device);
  t.equal(nameDevice(null), 'Unknown device');
});

t.test('Moderator and admin count only with a second factor, all others always', async (t) => {
  const held = ['viewer', 'performer', 'moderator', 'admin'] as const;
  t.same(countRoles(held, true), { roles: held, heldBack: [] });
  t.same(countRoles(held, false), { roles: ['viewer', 'performer'], heldBack: ['moderator', 'admin'] });
});
