/** The wallet: amounts as people read them, limits as they type them, notes that change what is shown at once. */
import t from 'tap';
import type { Tip } from '../../server/protocol/http/tips.ts';
import type { SpendingLimits, Wallet } from '../../server/protocol/http/wallet.ts';
import { breakOf, limitOf, limitsOf, wishOf } from '../../web-client/src/features/wallet/limit-form.ts';
import { sharesOf } from '../../web-client/src/features/wallet/share-words.ts';
import {
  type TipsAnswer,
  withBalance,
  withEarnings,
  withSettled,
} from '../../web-client/src/features/wallet/wallet-news.ts';
import { amountText, dollarsText, signedText, tokensText } from '../../web-client/src/ui/amounts.ts';

const none: SpendingLimits = {
  dayTokens: null,
  weekTokens: null,
  monthTokens: null,
  pending: null,
  coolOffUntil: null,
  excludedUntil: null,
  spent: { day: '0', week: '0', month: '0' },
};
const noon = Date.parse('2026-11-21T12:00:00.000Z');

t.test('amounts are grouped and never rounded', async (t) => {
  t.equal(amountText('0'), '0');
  t.equal(amountText('1234567'), '1,234,567');
  t.equal(amountText('12345.0625'), '12,345.0625');
  t.equal(amountText('-0.5'), '−0.5', 'less than a token keeps its sign');
  t.equal(amountText('9007199254740993'), '9,007,199,254,740,993', 'beyond what a float holds');
  t.equal(tokensText('1'), '1 token');
  t.equal(tokensText('-12'), '−12 tokens');
  t.same([signedText('5'), signedText('-5'), signedText('0')], ['+5', '−5', '0']);
});

t.test('dollars have the decimals they need', async (t) => {
  t.equal(dollarsText('9990000'), '$9.99');
  t.equal(dollarsText('50000'), '$0.05');
  t.equal(dollarsText('98500'), '$0.0985');
  t.equal(dollarsText('449990000'), '$449.99');
});

t.test('who gets what of a hundred tokens is exact, and sums to them', async (t) => {
  const policy = { payoutMicroUsd: '50000' };
  const of = (creatorBp: number, platformBp: number, poolBp: number) =>
    sharesOf({ creatorBp, platformBp, poolBp }, policy);
  t.same(of(6_800, 1_500, 1_700), { performer: '68.00', platform: '15.00', pool: '17.00', pays: '3400000' });
  t.same(of(10_000, 0, 0), { performer: '100.00', platform: '0.00', pool: '0.00', pays: '5000000' });
  t.same(of(3_333, 3_333, 3_334), { performer: '33.33', platform: '33.33', pool: '33.34', pays: '1666500' });
  t.equal(
    sharesOf({ creatorBp: 1, platformBp: 9_999, poolBp: 0 }, { payoutMicroUsd: '99' }).pays,
    '0',
    'not rounded up',
  );
});

t.test('a limit is whole tokens, or nothing; all else is said at its field', async (t) => {
  t.same([limitOf(''), limitOf(' 1,000 '), limitOf('0'), limitOf('100000000')], [null, 1_000, 0, 100_000_000]);
  for (const wrong of ['-1', '1.5', '1e3', 'ten', '100000001', '9'.repeat(40)])
    t.equal(limitOf(wrong), undefined, wrong);
  t.same(limitsOf({ day: '5', week: '', month: '70' }), { dayTokens: 5, weekTokens: null, monthTokens: 70 });
  t.same(limitsOf({ day: 'x', week: '', month: '-7' }), { wrong: ['day', 'month'] });
});

t.test('the fields start with what is to hold in the end', async (t) => {
  const pending = { dayTokens: 500, weekTokens: null, monthTokens: 900, from: '2026-11-22T12:00:00.000Z' };
  t.same(wishOf({ ...none, dayTokens: 100 }), { dayTokens: 100, weekTokens: null, monthTokens: null });
  t.same(
    wishOf({ ...none, dayTokens: 100, pending }),
    { dayTokens: 500, weekTokens: null, monthTokens: 900 },
    'saving another field does not take back what waits',
  );
});

t.test('the later of two breaks is the one that is told, and none that is over', async (t) => {
  const [past, soon, late] = ['2026-11-21T11:59:00.000Z', '2026-11-21T13:00:00.000Z', '2026-12-21T12:00:00.000Z'];
  t.equal(breakOf({ coolOffUntil: past, excludedUntil: null }, noon), null);
  t.same(breakOf({ coolOffUntil: soon, excludedUntil: past }, noon), { kind: 'cool_off', until: soon });
  t.same(breakOf({ coolOffUntil: soon, excludedUntil: late }, noon), { kind: 'exclusion', until: late });
  t.same(breakOf({ coolOffUntil: late, excludedUntil: soon }, noon), { kind: 'cool_off', until: late });
});

t.test('a note changes the balance at once, and never shows more given than there is', async (t) => {
  const lifetime = { purchased: '100', given: '50', spent: '0', earned: '0' };
  const wallet: Wallet = { balance: '150', given: '50', reserved: '0', holds: [], lifetime };
  t.match(withBalance(wallet, '120'), { balance: '120', given: '50' });
  t.match(withBalance(wallet, '20'), { balance: '20', given: '20' });
});

t.test('tips that were divided are settled on every page of the list, others stay', async (t) => {
  const tip = (id: string): Tip => ({ id, state: 'pending' }) as Tip;
  const page = (...ids: string[]): TipsAnswer => ({ tips: ids.map(tip), next: null });
  const list = { pages: [page('a', 'b'), page('c')], pageParams: [undefined, 'x'] };
  const after = withSettled(list, ['b', 'c', 'unknown']);
  t.same(
    after.pages.flatMap((one) => one.tips.map(({ id, state }) => `${id} ${state}`)),
    ['a pending', 'b settled', 'c settled'],
  );
  t.equal(withSettled(after, ['b']), after, 'told twice, nothing is drawn again');
  const earnings = { settled: '1', unsettled: '0.5', total: '1.5', today: '1.5' };
  t.same(withEarnings({ earnings: { ...earnings, total: '0' }, days: [] }, earnings), { earnings, days: [] });
});
