/**
 * Good requests of staff. Whom they concern is somebody new each time.
 */
import { newId } from '#kernel/ids.ts';
import type { routes } from '#protocol/http/routes.ts';
import type { Example, Given } from './example.ts';
import { addRow, type RowWishes } from './people.ts';

const about =
  (wishes: RowWishes, body: Readonly<Record<string, unknown>> = {}): Example =>
  async ({ stack }) => ({ params: { id: await addRow(stack, wishes) }, body: { reason: 'A test', ...body } });

/** A proposal of another admin, about a third. */
async function proposal({ stack }: Given): Promise<string> {
  const [proposer, subject] = await Promise.all([addRow(stack, { roles: ['viewer', 'admin'] }), addRow(stack)]);
  const id = newId();
  await stack.query(
    `INSERT INTO proposal (id, act, subject_id, roles, seen_roles, reason, proposed_by_id, created_at, expires_at, state)
     VALUES ($1, 'set_roles', $2, '{viewer,admin}', '{viewer}', 'A test', $3, now(), now() + interval '1 day', 'OPEN')`,
    [id, subject, proposer],
  );
  return id;
}

/** The room of a show that began just now: one in which nothing was sent for a minute is over. */
async function liveRoom({ stack }: Given): Promise<string> {
  const id = newId();
  await stack.query(
    `INSERT INTO stream (id, performer_id, title, session_type, adult, tags, state, created_at, live_since)
     VALUES ($1, $2, 'An example', 'broadcast_public', false, '{}', 'LIVE', now(), now())`,
    [id, await addRow(stack, { roles: ['viewer', 'performer'] })],
  );
  await stack.query('INSERT INTO room (stream_id) VALUES ($1)', [id]);
  return id;
}

export const staffExamples = {
  searchPeople: () => ({ query: { search: 'person' } }),
  viewPerson: async ({ stack }) => ({ params: { id: await addRow(stack) } }),
  suspendPerson: about({}),
  restorePerson: about({ suspended: true }),
  setRoles: about({}, { roles: ['viewer', 'performer'], seen: ['viewer'] }),
  resetSecondFactor: about({ secondFactor: true }),
  listProposals: () => ({}),
  judgeProposal: async (given) => ({
    params: { id: await proposal(given) },
    body: { verdict: 'approve', reason: 'A test' },
  }),
  searchAudit: () => ({ query: { action: 'person.viewed' } }),
  exportAudit: () => ({ query: { action: 'person.viewed' } }),

  listWall: () => ({}),
  moderateRoom: async (given) => ({ params: { id: await liveRoom(given) }, body: { act: 'blur', reason: 'A test' } }),

  getMedia: () => ({ query: { page: '0' } }),
  getMediaHistory: () => ({ query: { since: '0' } }),
  drainMediaNode: () => ({ params: { node: 'media-1' }, body: { reason: 'A test' }, otherwise: ['CONFLICT'] }),
  getMediaRoom: async (given) => ({ params: { id: await liveRoom(given) } }),
} as const satisfies Partial<Record<keyof typeof routes, Example>>;
