/** What moderators did stands in the studio for as long as it holds, and what was read stays read. */
import t from 'tap';
import type { ModerationActName } from '#protocol/http/moderation.ts';
import type { Note } from '#protocol/socket/notes.ts';
import {
  afterPutAway,
  afterTold,
  passingOf,
  standingOf,
  type ToldActs,
  toldActsOf,
} from '../../web-client/src/features/studio/told-acts.ts';
import { noteOf } from './chat-cast.ts';

const room = '01900000-0000-7000-8000-000000000001';
const nothing = { muted: false, blurred: false, paused: false };
const idOf = (number: number): string => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;
const told = (act: ModerationActName, number: number, to = room): Note =>
  noteOf('moderation.acted', { id: idOf(number), act, reason: `reason ${number}`, at: '2026-11-22T10:00:00.000Z' }, to);
const after = (...notes: readonly Note[]): ToldActs => notes.reduce<ToldActs>(afterTold, []);

t.test('what is kept back stands with its reason until it is given back', async (t) => {
  const acts = after(told('mute', 1), told('blur', 2), told('mute', 3));
  t.match(standingOf(acts, room, { ...nothing, muted: true, blurred: true }), [
    { kind: 'muted', told: { reason: 'reason 3' } },
    { kind: 'blurred', told: { reason: 'reason 2' } },
  ]);
  t.same(standingOf(acts, room, nothing), [], 'what the room says counts, not what was told');
  t.same(
    standingOf(afterTold(acts, told('unmute', 4)), room, { ...nothing, muted: true }),
    [{ kind: 'muted', told: undefined }],
    'held again without a word to this page: no reason is made up',
  );
  t.same(standingOf([], room, { ...nothing, paused: true }), [{ kind: 'paused', told: undefined }], 'a page come late');
  t.same(standingOf(acts, idOf(99), { ...nothing, muted: true }), [{ kind: 'muted', told: undefined }], 'another show');
});

t.test('a warning stands until it is put away, and told again it stays away', async (t) => {
  const acts = after(told('warn', 1), told('warn', 2));
  t.same(
    passingOf(acts, room, nothing).map(({ id }) => id),
    [idOf(2), idOf(1)],
    'the newest first',
  );
  const read = afterPutAway(acts, idOf(2));
  t.same(
    passingOf(read, room, nothing).map(({ id }) => id),
    [idOf(1)],
  );
  t.equal(afterTold(read, told('warn', 2)), read, 'the same word again changes nothing');
  t.same(
    passingOf(read, undefined, nothing).map(({ id }) => id),
    [idOf(1)],
    'with no show on it can still be read',
  );
  t.same(toldActsOf(JSON.stringify(read)), read, 'as it was, after a reload');
});

t.test('what was given back is said once, and not while it is taken again', async (t) => {
  const acts = after(told('pause', 1), told('resume', 2));
  t.match(passingOf(acts, room, nothing), [{ act: 'resume' }]);
  t.same(passingOf(acts, room, { ...nothing, paused: true }), [], 'the room says that it is held');
  t.same(passingOf(afterTold(acts, told('pause', 3)), room, nothing), [], 'taken again');
  t.same(passingOf(acts, idOf(9), nothing), [], 'of another show it is no news');
});

t.test('nothing grows, and nothing foreign is believed', async (t) => {
  let acts: ToldActs = [];
  for (let number = 1; number <= 100; number += 1) acts = afterTold(acts, told('warn', number));
  t.equal(acts.length, 20);
  t.equal(passingOf(acts, room, nothing).length, 3, 'a phone is not filled with them');
  for (const text of [null, '', '{', '{}', '[{"act":"warn"}]', JSON.stringify([...acts, ...acts])]) {
    t.same(toldActsOf(text), [], String(text).slice(0, 20));
  }
  t.equal(afterTold(acts, noteOf('room.hold', nothing)), acts, 'another note');
});
