/** What holds about everybody who sits in the rooms of a process, asked in one statement. */
import t from 'tap';
import { demoNovaId, demoPerformerId } from '../../prisma/demo.ts';
import {
  appointModerator,
  dismissModerator,
  pardonPerson,
  readRights,
  requireModerator,
  sanctionPerson,
} from '../../server/domains/channels/index.ts';
import type { Identity } from '../../server/platform/http/handler.ts';
import { member, type Name, openChatStage } from './chat-stage.ts';

const { one, clock } = await openChatStage(t);
const { read } = one.database;
const idOf = (name: Name): string => member(name).userId;

async function sanction(by: Name, userId: string, kind: 'timeout' | 'ban' = 'timeout') {
  const acting = await requireModerator(read, demoPerformerId, member(by));
  const at = new Date(clock.now());
  const until = kind === 'ban' ? null : new Date(clock.now() + 60_000);
  await one.database.transact((tx) =>
    sanctionPerson(tx, one.news, { by: acting, userId, kind, until, reason: 'because', at }),
  );
}

t.test('What holds about many people is read at once, one answer for each, in their order', async (t) => {
  await appointModerator(one.channels, demoPerformerId, { handle: 'sol' });
  await sanction('performer', idOf('fan'), 'ban');
  await sanction('performer', idOf('viewer'));
  const about = (name: Name, roles?: Identity['roles']) => ({
    performerId: demoPerformerId,
    identity: member(name, roles),
  });
  const none = { ban: null, moderates: false };
  t.same(await readRights(read, []), []);
  const asked = [
    about('supporter'),
    about('fan'),
    about('viewer'),
    about('performer'),
    about('moderator'),
    about('fan'),
  ];
  t.same(await readRights(read, [...asked, { performerId: demoNovaId, identity: member('fan') }]), [
    { ban: null, moderates: true },
    { ban: { reason: 'because' }, moderates: false },
    none,
    { ban: null, moderates: true },
    { ban: null, moderates: true },
    { ban: { reason: 'because' }, moderates: false },
    none,
  ]);
  t.same(
    await readRights(read, [about('fan', ['viewer', 'moderator'])]),
    [{ ban: null, moderates: true }],
    'staff enters every room, as at the door',
  );
  const many = Array.from({ length: 1_000 }, (_, at) => about(at === 999 ? 'fan' : 'nova'));
  const rights = await readRights(read, many);
  t.same([rights.length, rights[998], rights[999]?.ban], [1_000, none, { reason: 'because' }]);
  await dismissModerator(one.channels, demoPerformerId, idOf('supporter'));
  const by = await requireModerator(read, demoPerformerId, member('performer'));
  const pardoned = { by, userId: idOf('fan'), at: new Date(clock.now()) };
  await one.database.transact((tx) => pardonPerson(tx, one.news, pardoned));
  t.same(await readRights(read, [about('supporter'), about('fan')]), [none, none], 'and not a moment longer');
});
