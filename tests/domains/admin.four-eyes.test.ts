/** Acts on admins and acts that make one need a second admin: never oneself, once, in time, and never the last. */
import t from 'tap';
import { asked, codeOf, openAdminStage, type Somebody } from './admin-stage.ts';

const stage = await openAdminStage(t);
const { admin, add, postgres, clock } = stage;
const reason = 'Because of a test';
const [ann, bob, cleo] = await Promise.all([add(['admin'], 'Ann'), add(['admin'], 'Bob'), add(['admin'], 'Cleo')]);

const suspend = (by: Somebody, whom: Somebody) =>
  admin.suspendPerson(asked(by, { body: { reason }, params: { id: whom.userId } }));
type Roles = ('viewer' | 'admin' | 'performer' | 'supporter')[];
const setRoles = (by: Somebody, whom: Somebody, roles: Roles, seen: Roles = ['viewer']) =>
  admin.setRoles(asked(by, { body: { roles, seen, reason }, params: { id: whom.userId } }));
const judge = (by: Somebody, id: string, verdict: 'approve' | 'reject' = 'approve') =>
  admin.judgeProposal(asked(by, { body: { verdict, reason }, params: { id } }));
const rolesOf = async ({ userId }: Somebody) =>
  (await postgres.query<{ roles: string[] }>('SELECT roles FROM account WHERE id = $1', [userId]))[0]?.roles;
const actions = async (subject: string) =>
  (
    await postgres.query<{ action: string }>('SELECT action FROM audit_entry WHERE subject_id = $1 ORDER BY id', [
      subject,
    ])
  ).map(({ action }) => action);

t.test('An act on anybody else is done at once', async (t) => {
  const vic = await add();
  t.match(await suspend(ann, vic), { done: true, proposal: null, user: { suspended: { reason } } });
  t.equal(await codeOf(suspend(ann, vic)), 'CONFLICT', 'and once');
  t.equal(await codeOf(setRoles(ann, vic, ['viewer'])), 'CONFLICT', 'roles that they have already');
  const restored = await admin.restorePerson(asked(bob, { body: { reason }, params: { id: vic.userId } }));
  t.match(restored, { done: true, user: { suspended: null } });
  t.match(await setRoles(bob, vic, ['performer']), { done: true, user: { roles: ['viewer', 'performer'] } });
  t.same(await actions(vic.userId), ['person.suspended', 'person.restored', 'person.roles-set']);
  const reset = asked(bob, { body: { reason }, params: { id: vic.userId } });
  t.equal(await codeOf(admin.resetSecondFactor(reset)), 'CONFLICT', 'there is no second factor to reset');
});

t.test('Roles that somebody else changed meanwhile are not overwritten', async (t) => {
  const kim = await add();
  await setRoles(ann, kim, ['performer']);
  t.equal(await codeOf(setRoles(bob, kim, ['supporter'])), 'CONFLICT', 'Bob saw a viewer');
  t.same(await rolesOf(kim), ['viewer', 'performer']);
  await setRoles(bob, kim, ['performer', 'supporter'], ['performer', 'viewer']);
  t.same(await rolesOf(kim), ['viewer', 'performer', 'supporter'], 'in whichever order he saw them');
  const { proposal } = await setRoles(ann, kim, ['performer', 'supporter', 'admin'], ['performer', 'supporter']);
  await setRoles(bob, kim, ['supporter'], ['performer', 'supporter']);
  t.equal(await codeOf(judge(cleo, proposal?.id ?? '')), 'CONFLICT', 'nor by what was proposed before');
  t.same(await rolesOf(kim), ['viewer', 'supporter']);
  const first = await Promise.all([
    codeOf(setRoles(ann, kim, ['viewer'], ['supporter'])),
    codeOf(setRoles(bob, kim, ['supporter', 'performer'], ['supporter'])),
  ]);
  t.same(first.toSorted(), ['CONFLICT', 'no refusal'], 'of two at once one is carried out');
  clock.advance(1_000);
});

t.test('Nobody acts on their own account', async (t) => {
  t.equal(await codeOf(suspend(ann, ann)), 'OWN_ACCOUNT');
  t.equal(await codeOf(setRoles(ann, ann, ['viewer'])), 'OWN_ACCOUNT');
});

t.test('Making an admin waits for a second one', async (t) => {
  const dora = await add();
  const { done, proposal } = await setRoles(ann, dora, ['admin']);
  const id = proposal?.id ?? '';
  t.match(
    { done, proposal },
    { done: false, proposal: { act: 'set_roles', state: 'OPEN', proposedBy: { displayName: 'Ann' } } },
  );
  t.same(await rolesOf(dora), ['viewer'], 'nothing happened yet');
  t.equal(await codeOf(setRoles(bob, dora, ['admin'])), 'CONFLICT', 'it waits already');
  t.equal(await codeOf(judge(ann, id)), 'OWN_ACCOUNT', 'who proposed does not approve');
  t.equal(await codeOf(judge(await add(), id)), 'FORBIDDEN', 'nor somebody who is no admin any more');
  const verdicts = await Promise.all(
    Array.from({ length: 8 }, (_, at) => codeOf(judge(at % 2 === 0 ? bob : cleo, id))),
  );
  t.same(verdicts.toSorted(), [...Array(7).fill('CONFLICT'), 'no refusal'], 'of eight approvals at once one counts');
  t.same(await rolesOf(dora), ['viewer', 'admin']);
  t.same(await actions(dora.userId), ['proposal.made', 'person.roles-set'], 'and it was done once');
  t.same(await actions(id), ['proposal.judged']);
  t.match((await admin.listProposals(asked(ann))).proposals[0], { id, state: 'APPROVED' });
});

t.test('A proposal lasts a day, and a rejected one is over', async (t) => {
  const eve = await add();
  const first = (await setRoles(ann, eve, ['admin'])).proposal?.id ?? '';
  await judge(bob, first, 'reject');
  t.equal(await codeOf(judge(cleo, first)), 'CONFLICT', 'rejected');
  const second = (await setRoles(ann, eve, ['admin'])).proposal?.id ?? '';
  clock.advance(24 * 3_600_000);
  t.equal(await codeOf(judge(bob, second)), 'CONFLICT', 'too old');
  const listed = (await admin.listProposals(asked(ann))).proposals;
  t.equal(listed.find(({ id }) => id === second)?.state, 'EXPIRED');
  t.same(await rolesOf(eve), ['viewer']);
  t.ok((await setRoles(bob, eve, ['admin'])).proposal, 'it may be proposed anew');
});

t.test('What was proposed by somebody who is no admin any more is not done', async (t) => {
  const [fay, gil] = await Promise.all([add(['admin']), add()]);
  const { proposal } = await setRoles(fay, gil, ['admin']);
  await postgres.query(`UPDATE account SET roles = '{viewer}' WHERE id = $1`, [fay.userId]);
  t.equal(await codeOf(judge(bob, proposal?.id ?? '')), 'CONFLICT');
  t.same(await rolesOf(gil), ['viewer']);
});

t.test('The subject does not judge about themselves', async (t) => {
  const { proposal } = await suspend(ann, cleo);
  t.equal(await codeOf(judge(cleo, proposal?.id ?? '')), 'OWN_ACCOUNT');
  await judge(bob, proposal?.id ?? '', 'reject');
});

t.test('Two admins who remove each other at once leave one', async (t) => {
  await postgres.query(`UPDATE account SET roles = '{viewer}' WHERE roles @> '{admin}' AND NOT id = ANY ($1)`, [
    [ann.userId, bob.userId, cleo.userId],
  ]);
  const about = async (by: Somebody, whom: Somebody) => (await suspend(by, whom)).proposal?.id ?? '';
  const [onAnn, onBob, onCleo] = [await about(cleo, ann), await about(ann, bob), await about(bob, cleo)];
  const codes = await Promise.all([codeOf(judge(bob, onAnn)), codeOf(judge(cleo, onBob)), codeOf(judge(ann, onCleo))]);
  const left = await postgres.query(`SELECT id FROM account WHERE roles @> '{admin}' AND disabled_at IS NULL`);
  t.ok(left.length >= 1, `${codes.join(', ')}: ${left.length} left`);
  t.ok(codes.includes('no refusal'), 'one of them was done');
});

t.test('Every look is written down, without what was typed', async (t) => {
  const [by, vic] = await Promise.all([add(['admin']), add([], 'Findable Person')]);
  const found = await admin.searchPeople(asked(by, { query: { search: vic.email } }));
  t.match(found.people, [{ id: vic.userId, email: vic.email, displayName: 'Findable Person' }]);
  await admin.viewPerson(asked(by, { params: { id: vic.userId } }));
  await admin.searchAudit(asked(by, { query: { subject: vic.email } }));
  await admin.exportAudit(asked(by, { query: {} }));
  const entries = await postgres.query(
    'SELECT action, facts::text, ip FROM audit_entry WHERE actor_id = $1 ORDER BY id',
    [by.userId],
  );
  t.match(
    entries,
    ['people.searched', 'person.viewed', 'audit.searched', 'audit.exported'].map((action) => ({
      action,
      ip: '192.0.2.1',
    })),
  );
  t.notMatch(JSON.stringify(entries), vic.email, 'no address is in it');
  t.equal(
    await codeOf(admin.viewPerson(asked(by, { params: { id: '01900000-0000-7000-8000-00000000ffff' } }))),
    'NOT_FOUND',
  );
});
