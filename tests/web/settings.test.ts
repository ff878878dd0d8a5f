/** What is typed into the settings, and preferences that hold at once. */
import t from 'tap';
import { defaultPreferences, type Preferences } from '../../server/protocol/http/profiles.ts';
import type { Call } from '../../web-client/src/api/call.ts';
import { proofIn } from '../../web-client/src/features/settings/proof.ts';
import { linesFor, wordsOf } from '../../web-client/src/features/settings/word-list.ts';
import { createPreferences } from '../../web-client/src/preferences/preferences.ts';

t.test('words are one a line, each once, and blocked where they stand in both lists', async (t) => {
  const judged = wordsOf({ hold: ' Foo \n\nbar baz\nfoo', block: 'bar baz' });
  t.same(judged, {
    words: [
      { text: 'foo', verdict: 'hold' },
      { text: 'bar baz', verdict: 'block' },
    ],
  });
  if ('words' in judged) t.equal(linesFor(judged.words, 'hold'), 'foo');
  t.match(wordsOf({ hold: 'x', block: '' }), { fault: /“x”/ });
  t.match(wordsOf({ hold: 'x'.repeat(61), block: '' }), { fault: /60/ });
  const many = Array.from({ length: 501 }, (_, n) => `word ${n}`).join('\n');
  t.match(wordsOf({ hold: many, block: '' }), { fault: /500/ });
});

t.test('a proof needs a code only where a second factor is on', async (t) => {
  const data = new FormData();
  data.set('password', 'secret words');
  t.same(proofIn(data, false), { proof: { password: 'secret words' }, faults: {} });
  t.same(Object.keys(proofIn(data, true).faults), ['code']);
  data.set('code', '123 456');
  t.same(proofIn(data, true).proof, { password: 'secret words', code: '123456' });
  data.set('code', 'AB12C-D34EF');
  t.same(proofIn(data, true).proof, { password: 'secret words', code: 'ab12c-d34ef' });
  t.same(Object.keys(proofIn(new FormData(), true).faults).sort(), ['code', 'password']);
});

t.test('a preference holds at once, is kept, and is taken back where the server refuses', async (t) => {
  const kept = storage();
  const server = { preferences: { ...defaultPreferences, muteOnEnter: true }, refuses: false };
  const open = () => createPreferences(callTo(server), kept);
  const store = open();
  t.same(store.current(), defaultPreferences);
  await store.load();
  t.equal(store.current().muteOnEnter, true, 'as the server keeps it');

  const changing = store.change({ theme: 'light' });
  t.equal(store.current().theme, 'light', 'before the server answered');
  await changing;
  t.equal(open().current().theme, 'light', 'the next page opens with it');

  server.refuses = true;
  await t.rejects(store.change({ theme: 'system' }));
  t.equal(store.current().theme, 'light');
  await store.load();
  t.equal(store.current().theme, 'light', 'a server that cannot be asked changes nothing');

  store.forget();
  t.same(store.current(), defaultPreferences);
  kept.setItem('busker.preferences', '{"theme":"pink"}');
  t.same(open().current(), defaultPreferences, 'nonsense in the storage');
});

/** The part of the server that keeps preferences. */
function callTo(server: { preferences: Preferences; refuses: boolean }): Call {
  const answer = async (_name: string, options: { readonly body?: Partial<Preferences> }) => {
    if (server.refuses) throw new Error('refused');
    server.preferences = { ...server.preferences, ...options.body };
    return { preferences: server.preferences };
  };
  return answer as unknown as Call;
}

function storage(): Storage {
  const items = new Map<string, string>();
  const kept = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  };
  return kept as Storage;
}
