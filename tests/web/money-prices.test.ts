/** The price list as an admin types it: dollars exact to the millionth, every wrong field named, nothing sent that is wrong. */
import t from 'tap';
import type { PricePolicy } from '../../server/protocol/http/economy.ts';
import { dollarsOf, microOf, pricesOf, typedOf } from '../../web-client/src/features/admin/price-form.ts';

const policy: PricePolicy = {
  version: 1,
  preset: null,
  packs: [
    { id: 'small', tokens: '100', bonusTokens: '0', priceMicroUsd: '9990000' },
    { id: 'large', tokens: '5000', bonusTokens: '750', priceMicroUsd: '449990000' },
  ],
  payoutMicroUsd: '50000',
  madeAt: '2026-11-21T12:00:00.000Z',
};

t.test('dollars become millionths without a float, and back', async (t) => {
  for (const [typed, micro] of [
    ['9.99', 9_990_000],
    ['$1', 1_000_000],
    ['0.05', 50_000],
    ['0.000001', 1],
    ['1.1', 1_100_000],
    [' 449.99 ', 449_990_000],
  ] as const) {
    t.equal(microOf(typed), micro, typed);
  }
  for (const wrong of ['', '-1', '1,5', '1.0000001', '1e3', '1000000', '.5']) t.equal(microOf(wrong), undefined, wrong);
  for (const micro of ['9990000', '50000', '1', '100000000000', '98500']) {
    t.equal(String(microOf(dollarsOf(micro))), micro, `${dollarsOf(micro)} is ${micro}`);
  }
});

t.test('what is in force is what the fields hold, and is sent as it is', async (t) => {
  t.same(pricesOf(typedOf(policy)), {
    packs: [
      { id: 'small', tokens: 100, bonusTokens: 0, priceMicroUsd: 9_990_000 },
      { id: 'large', tokens: 5_000, bonusTokens: 750, priceMicroUsd: 449_990_000 },
    ],
    payoutMicroUsd: 50_000,
  });
});

t.test('each wrong field is named, and then nothing is sent', async (t) => {
  const [first, second] = typedOf(policy).packs;
  if (first === undefined || second === undefined) throw new Error('The policy has two packs');
  const packs = [
    { ...first, tokens: '0', price: 'free' },
    { ...second, id: 'small', bonusTokens: '1.5' },
  ];
  const given = pricesOf({ packs, payout: '2' });
  t.same('faults' in given && Object.keys(given.faults).sort(), [
    'large.bonusTokens',
    'large.id',
    'payout',
    'small.price',
    'small.tokens',
  ]);
  const named = pricesOf({ packs: [{ ...first, id: 'Not A Name' }], payout: '0.05' });
  t.same('faults' in named && Object.keys(named.faults), ['small.id']);
});
