/** No line is slow to judge: what a person types can be made to last only as long as it is. */
import fc from 'fast-check';
import t from 'tap';
import { judgeText } from '../../server/domains/wording/index.ts';
import { systemClock } from '../../server/kernel/clock.ts';
import { maxLineLength, WordingReason } from '../../server/protocol/socket/chat.ts';

/** What slow expressions choke on: starts of patterns that never end, repeated. */
const pieces = [
  ...[
    'a',
    'a ',
    'a.',
    'a. ',
    '.',
    '1',
    '1 ',
    '1-',
    '@a',
    '@a.',
    '$a1',
    'f*',
    'f u c k ',
    '👍',
    'e\u0301',
    '\u0301',
    'ß',
    'ﷺ',
    'а',
  ],
  ...[
    'gonna ',
    'i will ',
    'kill you ',
    'you stupid ',
    'fucking ',
    'women are ',
    'my ',
    'she ',
    'looking for ',
    'im 14 ',
    '14 yo ',
    'what an ',
    'little girls ',
    'im going to ',
    'can you send ',
    'where do you ',
    'sie wohnt ',
    'te voy a ',
  ],
  ...[
    'sex ',
    'child ',
    'paypal ',
    'can i ',
    'pay me ',
    'dot com ',
    '.com ',
    'x.com ',
    '://',
    'http://',
    '(at)',
    'a at a.',
  ],
  ...[
    '12 ab ',
    '12 ab street',
    'calle ab ',
    'rue 1 ',
    'zero ',
    '1a2b',
    'de12 3456 ',
    'AAAA ',
    '\ud800',
    '\u200b',
    '🏳️‍🌈',
    '안',
    'नि',
  ],
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), {
    minLength: 1,
    maxLength: 4,
  })
  .filter((parts) => parts.join('') !== '');
const filled = (parts: readonly string[], length: number) => {
  const unit = parts.join('');
  return unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
};

/**
 * Milliseconds of the fastest of three, or of as many as it takes to come below `enoughMs`, at most thirty: what the machine
 * does besides is not the text's fault, and what is truly slow is slow every time.
 */
function fastestMs(text: string, enoughMs = Number.POSITIVE_INFINITY): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let time = 0; time < 3 || (time < 30 && fastest >= enoughMs); time += 1) {
    const start = systemClock.monotonicMs();
    judgeText(text);
    fastest = Math.min(fastest, systemClock.monotonicMs() - start);
  }
  return fastest;
}

t.test('Whatever is written is judged, with reasons that exist', async (t) => {
  const known = new Set<string>(WordingReason.options);
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: maxLineLength }),
    fc.string({ unit: 'grapheme', maxLength: 100 }),
    hostile.map((parts) => filled(parts, maxLineLength)),
  );
  fc.assert(
    fc.property(line, (text) => {
      const { verdict, reasons } = judgeText(text, { recent: [{ text, atMs: 1 }], words: [{ text, verdict: 'hold' }] });
      return (verdict === 'allow') === (reasons.length === 0) && reasons.every((reason) => known.has(reason));
    }),
    { numRuns: 500 },
  );
  t.pass('500 lines');
});

t.test('Eight times the length takes about eight times as long, never its square', async (t) => {
  const slowest = { ms: 0, of: '' };
  for (const piece of pieces) {
    judgeText(filled([piece], maxLineLength));
    const ms = fastestMs(filled([piece], maxLineLength));
    if (ms > slowest.ms) Object.assign(slowest, { ms, of: JSON.stringify(piece) });
    const mostMs = 8 * 4 * Math.max(ms, 0.5);
    const longMs = fastestMs(filled([piece], maxLineLength * 8), mostMs);
    t.ok(longMs < mostMs, `${JSON.stringify(piece)}: ${ms.toFixed(2)} ms, ${longMs.toFixed(2)} ms`);
  }
  t.comment(`the slowest line of ${maxLineLength} characters: ${slowest.ms.toFixed(2)} ms, of ${slowest.of}`);
});

t.test('Mixtures of what is slow are not slower', async (t) => {
  const times: number[] = [];
  fc.assert(
    fc.property(hostile, (parts) => {
      const ms = fastestMs(filled(parts, maxLineLength));
      times.push(ms);
      const mostMs = 8 * 6 * Math.max(ms, 0.5);
      return fastestMs(filled(parts, maxLineLength * 8), mostMs) < mostMs;
    }),
    { numRuns: 80 },
  );
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2);
  t.comment(
    `${maxLineLength} hostile characters: median ${at(0.5)} ms, 99 of 100 within ${at(0.99)} ms, worst ${at(1)} ms`,
  );
  t.pass('80 mixtures');
});
