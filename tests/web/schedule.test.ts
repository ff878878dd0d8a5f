/** A date and a time of day as a form holds them, and the moment they mean: over changes of the clocks, in the future. */
import t from 'tap';
import {
  choosableDates,
  localTimeOf,
  momentOf,
  momentText,
  scheduledForOf,
  zoneName,
} from '../../web-client/src/features/studio/schedule-time.ts';

/** As a device in that zone would have it; the next test sets its own. */
function inZone(zone: string): void {
  process.env.TZ = zone;
}

const isoOf = (date: string, time: string): string | null => {
  const atMs = momentOf({ date, time });
  return atMs === null ? null : new Date(atMs).toISOString();
};

t.test('a time of day is meant in the zone of the device, in summer and in winter', async (t) => {
  inZone('Europe/Berlin');
  t.equal(isoOf('2026-11-28', '20:30'), '2026-11-28T19:30:00.000Z');
  t.equal(isoOf('2027-07-01', '20:30'), '2027-07-01T18:30:00.000Z');
  inZone('America/New_York');
  t.equal(isoOf('2026-11-28', '20:30'), '2026-11-29T01:30:00.000Z', 'another day in UTC');
  inZone('Asia/Kathmandu');
  t.equal(isoOf('2026-11-28', '00:00'), '2026-11-27T18:15:00.000Z', 'a zone off the hour');
  inZone('Pacific/Kiritimati');
  t.equal(isoOf('2027-01-01', '00:00'), '2026-12-31T10:00:00.000Z', 'another year in UTC');
});

t.test('what is shown of a moment is what was typed, on every day of two years', async (t) => {
  for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'UTC']) {
    inZone(zone);
    const start = Date.UTC(2026, 10, 21, 9, 15);
    const lost = Array.from({ length: 730 * 4 }, (_, at) => start + at * 6 * 3_600_000).filter((atMs) => {
      const back = momentOf(localTimeOf(atMs));
      // A time that happens twice is its first; the second is at most an hour later.
      return back === null || (back !== atMs && (atMs - back <= 0 || atMs - back > 3_600_000));
    });
    t.same(lost, [], zone);
  }
});

t.test('a time that the clocks skip does not exist, and is not moved in silence', async (t) => {
  inZone('Europe/Berlin');
  t.equal(isoOf('2027-03-28', '01:59'), '2027-03-28T00:59:00.000Z');
  t.equal(isoOf('2027-03-28', '02:00'), null);
  t.equal(isoOf('2027-03-28', '02:59'), null);
  t.equal(isoOf('2027-03-28', '03:00'), '2027-03-28T01:00:00.000Z');
  inZone('America/New_York');
  t.equal(isoOf('2027-03-14', '02:30'), null);
  inZone('Australia/Lord_Howe');
  t.equal(isoOf('2027-10-03', '02:15'), null, 'half an hour is skipped');
  t.equal(isoOf('2027-10-03', '02:30'), '2027-10-02T15:30:00.000Z');
});

t.test('a time that happens twice is its first', async (t) => {
  inZone('Europe/Berlin');
  t.equal(isoOf('2027-10-31', '02:30'), '2027-10-31T00:30:00.000Z');
  t.equal(isoOf('2027-10-31', '03:00'), '2027-10-31T02:00:00.000Z');
});

t.test('nonsense is no time', async (t) => {
  inZone('UTC');
  for (const [date, time] of [
    ['', ''],
    ['2027-02-29', '10:00'],
    ['2027-13-01', '10:00'],
    ['2027-04-31', '10:00'],
    ['0026-11-21', '10:00'],
    ['120000-01-01', '10:00'],
    ['2027-01-01', '24:00'],
    ['2027-01-01', '10:60'],
    ['21.11.2026', '10:00'],
    ['2027-01-01', '10 pm'],
  ] as const) {
    t.equal(isoOf(date, time), null, `"${date} ${time}"`);
  }
  t.equal(isoOf('2027-01-01', '10:00:00'), '2027-01-01T10:00:00.000Z', 'seconds, as some browsers give them');
});

t.test('a show begins in the future, within a year; else the field to blame is named', async (t) => {
  inZone('Europe/Berlin');
  const nowMs = Date.parse('2026-11-21T12:00:00.000Z');
  const read = (date: string, time: string) => scheduledForOf({ date, time }, nowMs);
  t.same(read('2026-11-21', '13:01'), { scheduledFor: '2026-11-21T12:01:00.000Z' });
  t.same(read('2026-11-21', '13:00'), { faults: { scheduledFor: 'range' } }, 'now is too late');
  t.same(read('2026-11-20', '20:00'), { faults: { scheduledFor: 'range' } });
  t.same(read('2027-11-22', '13:00'), { scheduledFor: '2027-11-22T12:00:00.000Z' }, 'the last moment');
  t.same(read('2027-11-22', '13:01'), { faults: { scheduledFor: 'range' } });
  t.same(read('2027-02-31', '13:00'), { faults: { scheduledFor: 'range' } });
  t.same(read('2027-03-28', '02:30'), { faults: { time: 'skipped' } });
  t.same(read('', ''), { faults: { scheduledFor: 'missing', time: 'missing' } });
  t.same(read('2026-11-28', ''), { faults: { time: 'missing' } });
  t.same(read('', '20:00'), { faults: { scheduledFor: 'missing' } });
  t.same(choosableDates(nowMs), { first: '2026-11-21', last: '2027-11-22' });
});

t.test('the zone is named as it is on that day', async (t) => {
  inZone('Europe/Berlin');
  t.equal(zoneName(Date.parse('2026-11-28T19:30:00.000Z')), 'Central European Standard Time');
  t.equal(zoneName(Date.parse('2027-07-01T18:30:00.000Z')), 'Central European Summer Time');
  t.match(momentText('2026-11-28T19:30:00.000Z'), /^Sat, Nov 28, 2026, 8:30\sPM GMT\+1$/);
});
