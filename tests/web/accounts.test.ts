/** What somebody types to come in, as what is asked of the server; and refusals at their fields. */
import t from 'tap';
import { ApiError } from '../../web-client/src/api/api-error.ts';
import { birthYears, isoDateOf } from '../../web-client/src/features/accounts/birth-date.ts';
import { newAccountOf } from '../../web-client/src/features/accounts/new-account.ts';
import { codeOf } from '../../web-client/src/features/accounts/second-factor-code.ts';
import { faultsOf } from '../../web-client/src/forms/faults.ts';
import { lengthOf } from '../../web-client/src/forms/password-length.ts';
import { plainWords, waitOf } from '../../web-client/src/forms/plain-words.ts';

t.test('a birth date is a day that there was', async (t) => {
  t.equal(isoDateOf({ day: '9', month: '2', year: '1990' }), '1990-02-09');
  t.equal(isoDateOf({ day: '29', month: '2', year: '1992' }), '1992-02-29', 'a leap day');
  t.equal(isoDateOf({ day: '29', month: '2', year: '1990' }), null, 'not a leap year');
  t.equal(isoDateOf({ day: '31', month: '4', year: '1990' }), null, 'April is short');
  for (const part of ['day', 'month', 'year']) {
    t.equal(isoDateOf({ day: '1', month: '1', year: '1990', [part]: '' }), null, `without its ${part}`);
  }
  const years = birthYears(Date.UTC(2026, 10, 21));
  t.equal(years[0], 2026);
  t.equal(years.length, new Set(years).size);
  t.ok(years.includes(1926), 'a hundred years back');
});

t.test('a new account is asked for whole, or each gap is named', async (t) => {
  const birth = { day: '9', month: '2', year: '1990' };
  const typed = form({ displayName: ' Nora ', email: ' nora@example.org ', password: 'four little words' });
  t.same(newAccountOf(typed, birth), {
    account: {
      displayName: 'Nora',
      email: 'nora@example.org',
      password: 'four little words',
      birthDate: '1990-02-09',
    },
  });
  const empty = newAccountOf(form({}), { day: '', month: '', year: '' });
  t.same(Object.keys('faults' in empty ? empty.faults : {}).sort(), ['birthDate', 'displayName', 'email', 'password']);
  const impossible = newAccountOf(typed, { ...birth, day: '31' });
  t.match(impossible, { faults: { birthDate: /no such day/ } });
  const spaces = newAccountOf(form({ displayName: 'N', email: 'n@e.org', password: '   123456   ' }), birth);
  t.match(spaces, { account: { password: '   123456   ' } }, 'a password is taken as it is');
});

t.test('codes are read however they are spaced', async (t) => {
  t.equal(codeOf('123 456', false), '123456');
  t.equal(codeOf(' 123456 ', false), '123456');
  t.equal(codeOf('12345', false), null);
  t.equal(codeOf('ab12c-d34ef', false), null, 'a recovery code is not a code');
  t.equal(codeOf('AB12C D34EF', true), 'ab12c-d34ef');
  t.equal(codeOf('ab12cd34ef', true), 'ab12c-d34ef');
  t.equal(codeOf('ab12c-d34e', true), null);
});

t.test('a password is measured by its length alone', async (t) => {
  t.match(lengthOf('123456789'), { enough: false, words: /1 more character$/ });
  t.match(lengthOf('12345678'), { enough: false, words: /2 more characters/ });
  t.match(lengthOf('1234567890'), { enough: true, share: 0.5 });
  t.match(lengthOf('x'.repeat(300)), { enough: true, share: 1 });
});

t.test('a refusal stands at the field it is about, else above the form', async (t) => {
  const rules = {
    words: { EMAIL_TAKEN: 'taken' },
    fields: { EMAIL_TAKEN: 'email' },
    invalid: { email: 'wrong', birthDate: 'no day' },
  };
  t.same(faultsOf(refused('EMAIL_TAKEN'), rules), { email: 'taken' });
  t.same(faultsOf(refused('PASSWORD_WEAK'), rules), {}, 'a code that no field is named for');
  const issues = [
    { path: 'birthDate', message: 'm' },
    { path: 'unknown.0', message: 'm' },
    { path: 'email', message: 'm' },
  ];
  t.same(faultsOf(refused('VALIDATION_FAILED', { issues }), rules), { birthDate: 'no day', email: 'wrong' });
  for (const nonsense of [undefined, null, 'issues', [null, 1, {}, { path: 7 }]]) {
    t.same(faultsOf(refused('VALIDATION_FAILED', { issues: nonsense }), rules), {}, 'facts are not trusted');
  }
  t.same(faultsOf(new Error('bug'), rules), {});
});

t.test('every failure has words, and only too many attempts have to wait', async (t) => {
  t.match(plainWords(new Error('inside')), /our fault/);
  t.match(plainWords(new ApiError('', { kind: 'offline' })), /cannot be reached/);
  t.equal(plainWords(refused('HANDLE_TAKEN'), { HANDLE_TAKEN: 'better' }), 'better');
  t.equal(plainWords(refused('STREAM_STATE')), 'as the server says', 'what has no words of ours');
  t.equal(waitOf(new ApiError('', { kind: 'refused', code: 'RATE_LIMITED', retryAfterS: 12 })), 12);
  t.equal(waitOf(refused('CREDENTIALS_WRONG')), 0);
});

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

function refused(code: ConstructorParameters<typeof ApiError>[1]['code'], facts = {}): ApiError {
  return new ApiError('as the server says', { kind: 'refused', code, status: 400, facts });
}
