/** Addresses and times of the front page and of a person's page. */
import t from 'tap';
import { minutesBetween } from '../../web-client/src/features/profiles/when.ts';
import { filterOf, queryOf } from '../../web-client/src/features/streams/filter.ts';
import { startOf } from '../../web-client/src/features/streams/starts.ts';

t.test('an address is a filter, whatever stands in it', async (t) => {
  t.same(filterOf({ q: ' mara ', tag: 'jazz' }), { q: 'mara', tag: 'jazz' });
  t.same(filterOf({ q: 12, tag: '' }), { q: '12', tag: undefined });
  t.same(filterOf({ q: ['a'], tag: { a: 1 } }), { q: undefined, tag: undefined });
  t.equal(filterOf({ q: 'x'.repeat(1_000) }).q?.length, 100);
  t.equal(queryOf({ q: '', tag: '' }), undefined);
  t.same(queryOf({ q: 'mara', tag: '' }), { search: 'mara' });
  t.same(queryOf({ q: '', tag: 'jazz' }), { tag: 'jazz' });
});

t.test('a start is near in minutes and far by its day', async (t) => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  t.match(startOf('2026-11-21T12:20:00Z', now), /20 min/);
  t.match(startOf('2026-11-21T12:00:10Z', now), /About to start/);
  t.match(startOf('2026-11-21T11:00:00Z', now), /About to start/, 'late, but still announced');
  t.match(startOf('2026-11-23T12:00:00Z', now), /Nov 23/);
});

t.test('a show lasted at least a minute', async (t) => {
  t.equal(minutesBetween('2026-11-21T12:00:00Z', '2026-11-21T12:00:05Z'), 1);
  t.equal(minutesBetween('2026-11-21T12:00:00Z', '2026-11-21T13:30:00Z'), 90);
});
