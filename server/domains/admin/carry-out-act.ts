/**
 * Does to a person what was decided, through the domain that owns the account, and writes it down.
 */
import { unreachable } from '#kernel/assert.ts';
import type { Writer } from '#platform/database/index.ts';
import type { News } from '#platform/outbox/index.ts';
import {
  type AccountEvents,
  dropSecondFactors,
  restoreAccount,
  setAccountRoles,
  suspendAccount,
} from '../accounts/index.ts';
import { recordAudit } from '../audit/index.ts';
import type { Acting } from './parts.ts';
import type { Subject, Wanted } from './rules/judge-act.ts';
import type { ProposalRow } from './store.ts';

export interface Decided {
  readonly subjectId: string;
  /** As they were when they were locked. */
  readonly subject: Subject;
  readonly wanted: Wanted;
  readonly reason: string;
  /** Who decided; with a proposal the one who approved. */
  readonly acting: Acting;
  readonly now: Date;
  readonly proposal?: ProposalRow;
}

const actions = {
  suspend: 'person.suspended',
  restore: 'person.restored',
  set_roles: 'person.roles-set',
  reset_second_factor: 'person.second-factor-reset',
} as const;

/** @returns the keys whose news to deliver after the commit */
export async function carryOutAct(tx: Writer, news: News<AccountEvents>, decided: Decided): Promise<string[]> {
  const { subjectId, subject, wanted, reason, acting, now, proposal } = decided;
  const keys = await change(tx, news, decided);
  await recordAudit(tx, {
    ...{ actor: acting.userId, action: actions[wanted.act], subject: { kind: 'person', id: subjectId }, reason },
    facts: {
      ...(wanted.act === 'set_roles' ? { from: subject.roles, to: wanted.roles } : {}),
      ...(proposal === undefined ? {} : { proposal: proposal.id, proposedBy: proposal.proposedById }),
    },
    ...{ ip: acting.ip, at: now },
  });
  return keys;
}

async function change(tx: Writer, news: News<AccountEvents>, decided: Decided): Promise<string[]> {
  const { subjectId: userId, wanted, reason, now } = decided;
  switch (wanted.act) {
    case 'suspend':
      return suspendAccount(tx, news, { userId, reason, now });
    case 'restore':
      await restoreAccount(tx, userId);
      return [];
    case 'set_roles':
      return setAccountRoles(tx, news, { userId, roles: wanted.roles, now });
    case 'reset_second_factor':
      return dropSecondFactors(tx, news, { userId, now });
    default:
      return unreachable(wanted);
  }
}
