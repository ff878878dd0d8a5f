/** What a performer types, as what is announced. */
import t from 'tap';
import { announcementOf, emptyDraft, tagsOf } from '../../web-client/src/features/studio/announcement.ts';
import { sharesText } from '../../web-client/src/features/studio/shares-text.ts';

t.test('tags are words, each once', async (t) => {
  t.same(tagsOf(' Jazz, guitar #unplugged  jazz;late-night '), ['jazz', 'guitar', 'unplugged', 'late-night']);
  t.same(tagsOf(' , '), []);
});

t.test('a public show has no price, a private one has', async (t) => {
  const draft = { ...emptyDraft, title: '  Songs  ', price: '250' };
  t.same(announcementOf(draft), {
    body: { title: 'Songs', tags: [], adult: false, sessionType: 'broadcast_public' },
  });
  t.match(announcementOf({ ...draft, ticketed: true }), {
    body: { sessionType: 'broadcast_private', priceTokens: 250 },
  });
});

t.test('a split is sent where one was chosen', async (t) => {
  const draft = { ...emptyDraft, title: 'Songs' };
  t.notOk('split' in (announcementOf(draft) as { body: object }).body, 'else the site has it as usual');
  t.match(announcementOf({ ...draft, split: 'p2p-share' }), { body: { split: 'p2p-share' } });
});

t.test('who gets what is said without those who get nothing', async (t) => {
  t.equal(sharesText({ creatorBp: 10_000, platformBp: 0, poolBp: 0 }), 'you 100 %');
  t.equal(sharesText({ creatorBp: 8_500, platformBp: 750, poolBp: 750 }), 'you 85 %, supporters 7.5 %, the site 7.5 %');
});

t.test('each faulty field is named', async (t) => {
  t.same(announcementOf(emptyDraft), { faults: { title: true } });
  const draft = { ...emptyDraft, title: 'Songs', ticketed: true };
  for (const price of ['', '0', '1.5', '-3', 'ten', '1000001', '1e3']) {
    t.same(announcementOf({ ...draft, price }), { faults: { priceTokens: true } }, `"${price}" is no price`);
  }
  t.same(announcementOf({ ...draft, price: '5', tags: 'no_underscores' }), { faults: { tags: true } });
  t.same(announcementOf({ ...draft, price: '5', tags: 'a b c d e f g h i' }), { faults: { tags: true } });
});
