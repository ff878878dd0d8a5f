/** What the chat makes of words: parts of a line, suggestions, announcements, colours, times. */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { announcementOf, linesSince } from '../../web-client/src/features/chat/announcement.ts';
import { completed, completionOf, peopleOf } from '../../web-client/src/features/chat/completion.ts';
import { isJumbo, type TextPart, textParts } from '../../web-client/src/features/chat/text-parts.ts';
import { clockOf } from '../../web-client/src/features/chat/time-left.ts';
import { ada, fern, idOf, lineOf } from './chat-cast.ts';
import { contrastOf, fromHex, fromOklch } from './contrast.ts';

const parts = (text: string, mentions: { id: string; handle: string }[] = []) =>
  textParts({ text, mentions }).map(written);

function written(part: TextPart): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'emote':
      return `<${part.name}>`;
    case 'mention':
      return `<@${part.handle}>`;
    case 'link':
      return `<${part.url}>`;
  }
}

t.test('emotes, mentions and links are found, and nothing is lost between them', async (t) => {
  t.same(parts('Bravo :clap::CLAP: !'), ['Bravo ', '<clap>', '<clap>', ' !']);
  t.same(parts('At 12:30:45 :unknown:'), ['At 12:30:45 :unknown:'], 'not every colon is an emote');
  const known = [{ id: ada.id, handle: 'ada' }];
  t.same(parts('@Ada, hi @nobody mail@ada.example @ada_', known), ['<@ada>', ', hi @nobody mail@ada.example @ada_']);
  t.same(parts('See https://a.example/x?y=1, (http://b.example).'), [
    'See ',
    '<https://a.example/x?y=1>',
    ', (',
    '<http://b.example>',
    ').',
  ]);
  t.same(parts('javascript:alert(1) data:text/html,x https://'), ['javascript:alert(1) data:text/html,x https://']);
  t.same(parts('<b>&amp;</b>'), ['<b>&amp;</b>'], 'markup is text');
  t.ok(isJumbo(textParts({ text: ' :heart: :fire:', mentions: [] })));
  t.notOk(isJumbo(textParts({ text: ':heart: you', mentions: [] })));
  t.notOk(isJumbo(textParts({ text: ':fire::fire::fire::fire:', mentions: [] })));
});

t.test('suggestions: people by handle or name, the performer first; emotes from the second letter', async (t) => {
  const lines = [
    lineOf(1, { author: fern }),
    lineOf(2, { author: { ...fern, id: idOf(50), handle: 'max', displayName: 'Maximilian A.' } }),
  ];
  const people = peopleOf(lines, ada, undefined);
  t.same(
    people.map(({ handle }) => handle),
    ['ada', 'max', 'fern'],
    'then who spoke last',
  );
  t.same(
    peopleOf(lines, ada, fern.id).map(({ handle }) => handle),
    ['ada', 'max'],
    'nobody mentions themselves',
  );
  t.match(completionOf('hi @A', 5, people), {
    from: 3,
    kind: 'mention',
    suggestions: [{ text: '@ada' }, { text: '@max' }],
  });
  t.match(completionOf('@', 1, people)?.suggestions.length, 3);
  t.equal(completionOf('mail@a', 6, people), undefined, 'not within a word');
  t.equal(completionOf('@zoe', 4, people), undefined);
  t.equal(completionOf('so :c', 5, people), undefined);
  t.match(completionOf('so :cl', 6, people), { from: 3, kind: 'emote', suggestions: [{ text: ':clap:' }] });
  t.same(completed('hi @a there', 5, 3, '@ada'), { text: 'hi @ada there', caret: 8 });
});

t.test('announcements gather, put first what is said to the person, and end', async (t) => {
  const lines = [1, 2, 3, 4, 5].map((number) => lineOf(number));
  t.equal(announcementOf([], fern.id), '');
  t.equal(announcementOf(lines.slice(0, 1), fern.id), 'Ada: Line 1');
  t.equal(announcementOf(lines, fern.id), 'Ada: Line 3. Ada: Line 4. Ada: Line 5. And 2 more lines');
  const toMe = lineOf(1, { text: 'Hi @fern', mentions: [fern] });
  t.equal(
    announcementOf([toMe, ...lines.slice(1)], fern.id),
    'Ada says to you: Hi @fern. Ada: Line 4. Ada: Line 5. And 2 more lines',
  );
  t.ok(announcementOf([lineOf(1, { text: 'x'.repeat(500) })], undefined).length < 200);
  t.same(
    linesSince([...lines, lineOf(6, { author: fern })], idOf(3), fern.id).map(({ id }) => id),
    [idOf(4), idOf(5)],
    'one’s own are no news',
  );
});

t.test('spans of time', async (t) => {
  for (const [ms, words] of [
    [-5, '0:00'],
    [1, '0:01'],
    [59_500, '1:00'],
    [754_000, '12:34'],
    [3_600_000 * 25, '25:00:00'],
  ] as const) {
    t.equal(clockOf(ms), words);
  }
});

t.test('every name keeps 4.5:1 on every surface a line can stand on, in both themes', async (t) => {
  const source = new URL('../../web-client/src/', import.meta.url);
  const names = readFileSync(new URL('features/chat/author-name.module.css', source), 'utf8');
  const tokens = readFileSync(new URL('ui/tokens.css', source), 'utf8');
  const numbers = (name: string) =>
    [...names.matchAll(new RegExp(`${name}: ([\\d.]+)`, 'g'))].map(([, found]) => Number(found));
  const lightness = numbers('--name-lightness');
  const chroma = numbers('--name-chroma');
  const surfaces = ['surface', 'surface-raised', 'surface-hover'].map((name) =>
    [...tokens.matchAll(new RegExp(`--${name}: (#[0-9a-f]{6})`, 'g'))].map(([, found]) => found ?? ''),
  );
  for (const [theme, name] of ['dark', 'light'].entries()) {
    let least = 21;
    for (let hue = 0; hue < 360; hue += 1) {
      const colour = fromOklch(lightness[theme] ?? 0, chroma[theme] ?? 0, hue);
      for (const surface of surfaces) least = Math.min(least, contrastOf(colour, fromHex(surface[theme] ?? '')));
    }
    t.ok(least >= 4.5, `${name}: at least ${least.toFixed(2)}:1`);
  }
});
