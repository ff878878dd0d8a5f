/** Tokens as numbers: what the ledger counts, what people read, and that nothing is lost between them. */
import fc from 'fast-check';
import t from 'tap';
import { FineTokens, Tokens } from '#protocol/http/amounts.ts';
import { fineTokensText, tokensText, unitsOf } from '../server/kernel/money.ts';

const tokens = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });

t.test('Whole tokens are written as they are', async (t) => {
  t.equal(unitsOf(50), 500_000n);
  t.equal(tokensText(0n), '0');
  t.equal(tokensText(unitsOf(5_000)), '5000');
  t.equal(tokensText(-500_000n), '-50');
  t.throws(() => tokensText(500_001n), 'a part of a token is no whole number of them');
  t.throws(() => unitsOf(0.5), 'nor is half a token an amount');
});

t.test('Shares are written with as many decimals as they need', async (t) => {
  const cases: [bigint, string][] = [
    ...([
      [0n, '0'],
      [10_000n, '1'],
      [5_000n, '0.5'],
      [1n, '0.0001'],
      [31_415n, '3.1415'],
    ] as [bigint, string][]),
    ...([
      [-1n, '-0.0001'],
      [-31_400n, '-3.14'],
      [-20_000n, '-2'],
      [100_010n, '10.001'],
    ] as [bigint, string][]),
  ];
  for (const [units, text] of cases) t.equal(fineTokensText(units), text);
});

t.test('Nothing is lost, however large it is', async () => {
  fc.assert(
    fc.property(tokens, (whole) => {
      const text = tokensText(unitsOf(whole));
      return text === String(whole) && fineTokensText(unitsOf(whole)) === text && Tokens.safeParse(text).success;
    }),
  );
  fc.assert(
    fc.property(tokens, (units) => {
      const text = fineTokensText(units);
      const [whole = '', decimals = ''] = text.replace('-', '').split('.');
      const size = BigInt(whole) * 10_000n + BigInt(decimals.padEnd(4, '0'));
      return FineTokens.safeParse(text).success && (text.startsWith('-') ? -size : size) === units;
    }),
  );
});

t.test('A tip is divided without a remainder, whatever its split', async () => {
  const shares = fc.tuple(fc.nat(10_000), fc.nat(10_000)).map(([a, b]) => {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    return [low, high - low, 10_000 - high];
  });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), shares, (amount, parts) => {
      const divided = parts.reduce<bigint>((sum, part) => sum + BigInt(amount) * BigInt(part), 0n);
      return divided === unitsOf(amount);
    }),
  );
});
