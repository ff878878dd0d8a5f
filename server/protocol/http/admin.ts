/**
 * For staff: people and what may be done about them, the audit log, and acts that need a second admin.
 */
import { z } from 'zod';
import { Id } from '../ids.ts';
import { linesOfText } from '../text.ts';
import { RoleName } from './auth.ts';
import { route } from './route.ts';

const byId = z.strictObject({ id: Id });
const Reason = linesOfText(500, 3).describe('Why; kept in the audit log');
const Moment = z.iso.datetime();

export const AdminUser = z
  .object({
    id: Id,
    email: z.string(),
    handle: z.string(),
    displayName: z.string(),
    roles: z.array(RoleName),
    emailVerified: z.boolean(),
    secondFactor: z.boolean(),
    createdAt: Moment,
    lastSeenAt: Moment.nullable(),
    suspended: z.object({ at: Moment, reason: z.string() }).nullable(),
    erasedAt: Moment.nullable(),
  })
  .meta({ id: 'AdminUser' });
export type AdminUser = z.infer<typeof AdminUser>;

/** An act on an admin, or one that makes an admin: proposed by one admin, carried out when another approves. */
export const Proposal = z
  .object({
    id: Id,
    act: z.enum(['suspend', 'restore', 'set_roles', 'reset_second_factor']),
    subject: z.object({ id: Id, handle: z.string(), displayName: z.string() }),
    roles: z.array(RoleName).nullable(),
    reason: z.string(),
    proposedBy: z.object({ id: Id, displayName: z.string() }),
    createdAt: Moment,
    expiresAt: Moment,
    state: z.enum(['OPEN', 'APPROVED', 'REJECTED', 'EXPIRED']),
  })
  .meta({ id: 'Proposal' });
export type Proposal = z.infer<typeof Proposal>;

/** What came of an act: done at once, or waiting for a second admin. */
const ActAnswer = z
  .object({ done: z.boolean(), user: AdminUser, proposal: Proposal.nullable() })
  .meta({ id: 'ActAnswer' });

export const AuditEntry = z
  .object({
    id: z.string().describe('Grows with time'),
    at: Moment,
    actor: z.object({ id: Id, displayName: z.string() }).nullable().describe('Null: the system'),
    action: z.string(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    reason: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    ip: z.string().nullable(),
    sealed: z.boolean().describe('Part of the hash chain already'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;

const AuditFilter = z.strictObject({
  actor: Id.optional(),
  subject: z.string().max(200).optional(),
  action: z.string().max(100).optional(),
  from: Moment.optional(),
  to: Moment.optional(),
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
});

export const searchPeople = route({
  method: 'GET',
  path: '/api/admin/people',
  summary: 'Finds people by e-mail, name, handle or id',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  query: z.strictObject({
    search: z.string().trim().max(200).optional(),
    role: RoleName.optional(),
    suspended: z.enum(['true', 'false']).optional(),
    after: Id.optional(),
  }),
  answer: z.object({ people: z.array(AdminUser), more: z.boolean() }),
  refusals: [],
  audit: 'people.searched',
});

export const viewPerson = route({
  method: 'GET',
  path: '/api/admin/people/:id',
  summary: 'One person: account, sign-ins, streams, sanctions, what staff did',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: byId,
  answer: z.object({
    user: AdminUser,
    signIns: z.array(z.object({ id: Id, device: z.string(), lastUsedAt: Moment, endedAt: Moment.nullable() })),
    streams: z.array(z.object({ id: Id, title: z.string(), state: z.string() })),
    history: z.array(AuditEntry),
  }),
  refusals: ['NOT_FOUND'],
  audit: 'person.viewed',
});

export const suspendPerson = route({
  method: 'POST',
  path: '/api/admin/people/:id/suspend',
  summary: 'Suspends a person: sign-ins, sockets and media end within a second',
  who: ['admin'],
  status: 200,
  body: z.strictObject({ reason: Reason }),
  params: byId,
  answer: ActAnswer,
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
  audit: 'person.suspended',
});

export const restorePerson = route({
  method: 'POST',
  path: '/api/admin/people/:id/restore',
  summary: 'Ends a suspension',
  who: ['admin'],
  status: 200,
  body: z.strictObject({ reason: Reason }),
  params: byId,
  answer: ActAnswer,
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
  audit: 'person.restored',
});

export const setRoles = route({
  method: 'PUT',
  path: '/api/admin/people/:id/roles',
  summary:
    'Gives and takes roles; `viewer` stays. Effective at once; refused where the person has others than were seen',
  who: ['admin'],
  status: 200,
  body: z.strictObject({
    roles: z.array(RoleName).min(1).max(5),
    seen: z.array(RoleName).min(1).max(5).describe('Those the person had when this was decided'),
    reason: Reason,
  }),
  params: byId,
  answer: ActAnswer,
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
  audit: 'person.roles-set',
});

export const resetSecondFactor = route({
  method: 'POST',
  path: '/api/admin/people/:id/reset-second-factor',
  summary: 'Removes authenticator, recovery codes and passkeys of somebody who lost them, and ends their sign-ins',
  who: ['admin'],
  status: 200,
  body: z.strictObject({ reason: Reason }),
  params: byId,
  answer: ActAnswer,
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
  audit: 'person.second-factor-reset',
});

export const listProposals = route({
  method: 'GET',
  path: '/api/admin/proposals',
  summary: 'Acts that wait for a second admin',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  answer: z.object({ proposals: z.array(Proposal) }),
  refusals: [],
});

export const judgeProposal = route({
  method: 'POST',
  path: '/api/admin/proposals/:id/judge',
  summary: 'Approves or rejects what another admin proposed',
  who: ['admin'],
  status: 200,
  body: z.strictObject({ verdict: z.enum(['approve', 'reject']), reason: Reason }),
  params: byId,
  answer: z.object({ proposal: Proposal }),
  refusals: ['NOT_FOUND', 'CONFLICT', 'OWN_ACCOUNT'],
  audit: 'proposal.judged',
});

export const searchAudit = route({
  method: 'GET',
  path: '/api/admin/audit',
  summary: 'The audit log, newest first, at most 100',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  query: AuditFilter,
  answer: z.object({ entries: z.array(AuditEntry), more: z.boolean() }),
  refusals: [],
  audit: 'audit.searched',
});

export const exportAudit = route({
  method: 'GET',
  path: '/api/admin/audit/export',
  summary: 'The audit log with its seals as JSON lines, for keeping elsewhere and for the verifier',
  who: ['admin'],
  status: 200,
  body: undefined,
  params: undefined,
  query: AuditFilter,
  answer: undefined,
  file: ['application/x-ndjson'],
  refusals: [],
  audit: 'audit.exported',
});
