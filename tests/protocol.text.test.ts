/** What may be written: every script and every emoji, and nothing that turns, hides or breaks what stands around it. */
import fc from 'fast-check';
import t from 'tap';
import { ListedWord } from '../server/protocol/http/channels.ts';
import { DisplayName } from '../server/protocol/http/names.ts';
import { Bio } from '../server/protocol/http/profiles.ts';
import { addPasskey } from '../server/protocol/http/security.ts';
import { createStream } from '../server/protocol/http/streams.ts';
import { LineText } from '../server/protocol/socket/chat.ts';
import { methods } from '../server/protocol/socket/requests.ts';

const stream = (given: object) =>
  createStream.body.safeParse({ title: 'A show', sessionType: 'broadcast_public', ...given }).success;
const person = '01900000-0000-7000-8000-000000000002';
const key = { challengeId: 'x', response: { id: 'x' } };
/** Everything that people write and others read, each with room for 60 characters. */
const places: Record<string, (text: string) => boolean> = {
  'a line': (text) => LineText.safeParse(text).success,
  'a name': (text) => DisplayName.safeParse(text).success,
  'words about oneself': (text) => Bio.safeParse(text).success,
  'a title': (title) => stream({ title }),
  'a listed word': (text) => ListedWord.safeParse({ text, verdict: 'hold' }).success,
  'a passkey’s name': (name) => addPasskey.body.safeParse({ ...key, name }).success,
  'a reason': (reason) => methods['chat.ban'].params.safeParse({ person, reason }).success,
};
const everywhere = (text: string) =>
  Object.entries(places)
    .filter(([, takes]) => takes(text))
    .map(([place]) => place);
/** In code points: a report must not hold what it is about. */
const spelled = (text: string) => Array.from(text, (point) => point.codePointAt(0)?.toString(16)).join(' ');
const all = Object.keys(places);

const welcome = [
  'Mara Quinn',
  '李小龙 — 街头',
  'Ünïcödé, naïve & façade',
  'שלום עולם',
  'مرحبا بالعالم',
  '\u200fשלום\u200e (live)',
  '\u061cمرحبا 123',
  'नमस्ते दुनिया',
  'สวัสดีชาวโลก',
  'क्\u200dष क्\u200cष',
  '👩\u200d🎤 on stage',
  '👨\u200d👩\u200d👧\u200d👦',
  '🏳\ufe0f\u200d🌈 evening',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '👍🏽👍',
  '1\ufe0f\u20e3 first',
  'e\u0301te\u0301',
  'soft\u00adware',
  '★ • ★',
];

t.test('Every script and every emoji can be written', async (t) => {
  for (const text of welcome) t.same(everywhere(text), all, text);
});

/** What no text may hold, wherever in it. */
const banned = {
  'a control character': ['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\u009b'],
  'a line separator': ['\u2028', '\u2029'],
  'a turned direction': ['\u202a', '\u202b', '\u202c', '\u202d', '\u202e'],
  'an isolated direction': ['\u2066', '\u2067', '\u2068', '\u2069'],
  'a deprecated or annotating character': ['\u206a', '\u206f', '\ufff9', '\ufffb'],
  'half a character': ['\ud83d', '\udc69'],
};

t.test('Nothing that turns, hides or breaks is written, wherever in the text', async (t) => {
  for (const [what, characters] of Object.entries(banned)) {
    for (const character of characters) {
      for (const text of [
        `a${character}b`,
        `${character}${character}ab`.replace(/^/, 'x'),
        `שלום ${character} 👩\u200d🎤`,
      ])
        t.same(everywhere(text), [], `${what}: ${spelled(text)}`);
    }
  }
  for (const text of ['two\nlines', 'two\r\nlines', 'a\ttab']) {
    t.same(everywhere(text), ['words about oneself'], spelled(text));
  }
});

const blank = [
  '\u200b\u200b',
  '\u200d\u200c',
  '\u2060\u2060',
  '\ufeff\u180e',
  '\u00ad\u00ad',
  '\u034f\u034f',
  '\u115f\u1160',
  '\u3164\u3164',
  '\uffa0\uffa0',
  '\u2800\u2800',
  '\ufffc\ufffc',
  '\u{1d159}\u{1d159}',
  '\ufe0f\ufe0f',
  '\u{e0020}\u{e0041}',
  '\u200f\u200e',
  '\u0301\u0301',
  '\u3164 \u2800 \u200b',
];

t.test('What nobody can see is no text', async (t) => {
  for (const text of blank) t.same(everywhere(text), [], spelled(text));
  for (const text of blank) t.notOk(stream({ tags: [text] }), `tag ${spelled(text)}`);
  t.notOk(stream({ tags: ['a\u3164'] }), 'no tag is another one in disguise');
  t.ok(stream({ tags: ['jazz', 'été', '爵士', 'שירה', 'موسيقى', 'lo-fi'] }));
  for (const empty of ['', '   ', '\n\n']) {
    t.same(
      everywhere(empty),
      empty === '\n\n' ? ['words about oneself', 'a reason'] : ['words about oneself', 'a reason'],
    );
  }
});

t.test('Words about oneself keep their lines, and nothing else of a line’s end', async (t) => {
  t.equal(Bio.parse(' one\r\ntwo\rthree\n\nfour\tfive '), 'one\ntwo\nthree\n\nfour five');
});

const unshown = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const turning = /[\u202A-\u202E\u2066-\u206F\uFFF9-\uFFFB]/u;
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(...Object.values(banned).flat(), ...blank, 'a', 'א', '🎸', '\u200d', ' '),
    maxLength: 20,
  }),
);

t.test('Whatever is taken holds nothing unseen and can be seen, and is taken again as it is', async (t) => {
  let taken = 0;
  const holds = fc.property(anything, (given) => {
    for (const schema of [LineText, DisplayName, Bio]) {
      const read = schema.safeParse(given);
      if (!read.success) continue;
      taken += 1;
      const text = read.data;
      if (unshown.test(schema === Bio ? text.replaceAll('\n', '') : text) || turning.test(text)) return false;
      if (!(schema === Bio && text === '') && !/[^\s\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text))
        return false;
      if (text !== text.trim() || schema.parse(text) !== text) return false;
    }
    return true;
  });
  fc.assert(holds, { numRuns: 5_000 });
  t.ok(taken > 500, `${taken} were taken`);
});

t.test('One such character spoils any text, and a joiner spoils none', async () => {
  const good = fc.constantFrom(...welcome);
  const bad = fc.constantFrom(...Object.values(banned).flat());
  const where = fc.nat({ max: 30 });
  const spoilt = fc.property(good, bad, where, (text, character, at) => {
    const points = [...text];
    const mixed = [...points.slice(0, at % points.length), 'x', character, 'x', ...points.slice(at % points.length)];
    return everywhere(mixed.join('')).length === 0;
  });
  fc.assert(spoilt, { numRuns: 2_000 });
  const joined = fc.property(
    good,
    fc.constantFrom('\u200d', '\u200c', '\u200e', '\u200f', '\ufe0f'),
    where,
    (text, mark, at) => {
      const points = [...text];
      return (
        everywhere([...points.slice(0, at % points.length), mark, ...points.slice(at % points.length)].join(''))
          .length === all.length
      );
    },
  );
  fc.assert(joined, { numRuns: 2_000 });
});

t.test('Very long and very odd texts are refused in no time', async (t) => {
  const started = performance.now();
  for (const text of [
    '\u200b'.repeat(1_000_000),
    'a'.repeat(1_000_000),
    '\n'.repeat(1_000_000),
    '\u202e'.repeat(1_000_000),
  ])
    t.same(
      everywhere(text).filter((place) => text.trim() !== '' || !['words about oneself', 'a reason'].includes(place)),
      [],
    );
  t.ok(performance.now() - started < 5_000);
});
