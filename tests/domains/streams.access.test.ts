/** The gates that what was announced decides: performer, live, age, ticket. */
import t from 'tap';
import { requireAdmissible, requirePerformerOf, requireTicket } from '../../server/domains/streams/index.ts';
import { type Stream, streamStates } from '../../server/protocol/http/streams.ts';
import { castMember, codeOf, openPeopleStage } from './people-stage.ts';

const performer = castMember('performer');
const live: Stream = {
  ...{ id: '01900000-0000-7000-8000-000000000101', title: 'Dusk', sessionType: 'broadcast_public', priceTokens: null },
  performer: { id: performer.userId, displayName: performer.displayName, handle: performer.handle },
  ...{ adult: false, tags: [], state: 'LIVE', liveSince: '2026-11-21T12:00:00.000Z', endedAt: null },
  ...{ scheduledFor: null, guest: null },
};
const verdict = (gate: () => void | Promise<void>) => codeOf(Promise.resolve().then(gate));

const { database, postgres } = await openPeopleStage(t);
const { read } = database;

t.test('The performer’s door opens to its performer alone', async (t) => {
  t.equal(await verdict(() => requirePerformerOf(read, live, performer)), 'no refusal');
  t.equal(await verdict(() => requirePerformerOf(read, live, castMember('nova'))), 'FORBIDDEN');
  t.equal(await verdict(() => requirePerformerOf(read, live, null)), 'UNAUTHENTICATED');
});

t.test('It asks for the role as it is now, whatever the roles were that somebody greeted with', async (t) => {
  const change = (what: string) => postgres.query(`UPDATE account SET ${what} WHERE id = $1`, [performer.userId]);
  t.ok(performer.roles.includes('performer'), 'by their token they perform');
  await change(`roles = '{viewer}'`);
  t.equal(await verdict(() => requirePerformerOf(read, live, performer)), 'FORBIDDEN');
  await change(`roles = '{viewer,performer}', disabled_at = now(), disabled_reason = 'A test'`);
  t.equal(await verdict(() => requirePerformerOf(read, live, performer)), 'FORBIDDEN', 'nor while suspended');
  await change('disabled_at = NULL, disabled_reason = NULL');
  t.equal(await verdict(() => requirePerformerOf(read, live, performer)), 'no refusal');
});

t.test(
  'Viewers may wait for a show, its test too, watch it and read that it is over; what is put away is not for them',
  async (t) => {
    const expected: Record<Stream['state'], string> = {
      ...{ READY: 'no refusal', TESTING: 'no refusal', LIVE: 'no refusal', OFFLINE: 'no refusal' },
      ...{ STALE: 'STREAM_NOT_LIVE', ARCHIVED: 'STREAM_NOT_LIVE' },
    };
    for (const state of streamStates) {
      t.equal(await verdict(() => requireAdmissible({ ...live, state })), expected[state], state);
    }
  },
);

t.test('What is marked adult stays shut while nobody can prove their age', async (t) => {
  t.equal(await verdict(() => requireAdmissible({ ...live, adult: true })), 'AGE_ASSURANCE_REQUIRED');
});

t.test('A private show asks for a ticket and says its price', async (t) => {
  t.equal(await verdict(() => requireTicket(live)), 'no refusal');
  const refusal = await Promise.resolve()
    .then(() => requireTicket({ ...live, sessionType: 'broadcast_private', priceTokens: '50' }))
    .catch((error: unknown) => error);
  t.match(refusal, { code: 'TICKET_REQUIRED', facts: { priceTokens: '50' } });
});
