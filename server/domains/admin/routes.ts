/**
 * Administration over HTTP.
 */
import { present } from '#kernel/assert.ts';
import type { Handlers } from '#platform/http/handler.ts';
import type { LimitName, Limits } from '#platform/limits/index.ts';
import type { AdminUser, Proposal } from '#protocol/http/admin.ts';
import { viewAccount } from '../accounts/index.ts';
import { changePrices } from './change-prices.ts';
import { changeSettlement } from './change-settlement.ts';
import { describeProposals } from './describe-proposals.ts';
import { drainNode } from './drain-node.ts';
import { judgeProposal } from './judge-proposal.ts';
import { listProposals } from './list-proposals.ts';
import type { Acting, AdminDeps, MediaDeps, MoneyDeps } from './parts.ts';
import { performAct } from './perform-act.ts';
import { readAudit } from './read-audit.ts';
import { reconcileNow } from './reconcile-now.ts';
import { type Wanted, wholeRoles } from './rules/judge-act.ts';
import { searchPeople } from './search-people.ts';
import type { ProposalRow } from './store.ts';
import { viewLedgerAccount } from './view-ledger-account.ts';
import { viewMedia } from './view-media.ts';
import { viewMoney } from './view-money.ts';
import { viewPerson } from './view-person.ts';
import { viewReconciliation } from './view-reconciliation.ts';
import { viewTransfer } from './view-transfer.ts';

export interface AdminRoutesDeps extends AdminDeps, MoneyDeps {
  readonly limits: Limits;
}

type Names =
  | 'searchPeople'
  | 'viewPerson'
  | 'suspendPerson'
  | 'restorePerson'
  | 'setRoles'
  | 'resetSecondFactor'
  | 'listProposals'
  | 'judgeProposal'
  | 'searchAudit'
  | 'exportAudit'
  | 'getMoney'
  | 'reconcile'
  | 'getReconciliation'
  | 'getTransfer'
  | 'listAccountMoves'
  | 'pauseSettlement'
  | 'setPricePolicy';

interface Asked {
  readonly caller: { readonly userId: string };
  readonly ip: string;
}
interface AskedAbout extends Asked {
  readonly params: { readonly id: string };
  readonly body: { readonly reason: string };
}

/** The routes of administration; all of them are for admins. */
export function adminRoutes(deps: AdminRoutesDeps): Handlers<Names> {
  const { database, limits, clock } = deps;
  const audit = readAudit(deps);
  const money = viewMoney(deps);
  const describe = async (row: ProposalRow): Promise<Proposal> => {
    const [proposal] = await describeProposals(database.read, [row], clock.now());
    return present(proposal, 'the proposal');
  };
  const as = async ({ caller, ip }: Asked, limit: LimitName): Promise<Acting> => {
    await limits.take(limit, caller.userId);
    return { userId: caller.userId, ip };
  };
  const act = async (asked: AskedAbout, wanted: Wanted) => {
    const acting = await as(asked, 'adminAct');
    const row = await performAct(deps, acting, asked.params.id, { ...wanted, reason: asked.body.reason });
    const user: AdminUser = present(await viewAccount(database.read, asked.params.id), 'the person').user;
    return { done: row === null, user, proposal: row === null ? null : await describe(row) };
  };
  return {
    searchPeople: async (call) => searchPeople(deps, await as(call, 'adminRead'), call.query),
    viewPerson: async (call) => viewPerson(deps, await as(call, 'adminRead'), call.params.id),
    suspendPerson: (call) => act(call, { act: 'suspend' }),
    restorePerson: (call) => act(call, { act: 'restore' }),
    setRoles: (call) =>
      act(call, { act: 'set_roles', roles: wholeRoles(call.body.roles), seen: wholeRoles(call.body.seen) }),
    resetSecondFactor: (call) => act(call, { act: 'reset_second_factor' }),
    listProposals: async () => ({ proposals: await listProposals(deps) }),
    judgeProposal: async (call) => {
      const acting = await as(call, 'adminAct');
      return { proposal: await describe(await judgeProposal(deps, acting, call.params.id, call.body)) };
    },
    searchAudit: async (call) => audit.page(await as(call, 'adminRead'), call.query),
    exportAudit: async (call) => {
      const { bytes, name } = await audit.file(await as(call, 'auditExport'), call.query);
      return { type: 'application/x-ndjson', bytes, name };
    },
    getMoney: async (call) => money(await as(call, 'adminRead')),
    reconcile: async (call) => ({ reconciliation: await reconcileNow(deps, await as(call, 'adminAct')) }),
    getReconciliation: async (call) => ({
      reconciliation: await viewReconciliation(deps, await as(call, 'adminRead'), call.params.id),
    }),
    getTransfer: async (call) => ({ transfer: await viewTransfer(deps, await as(call, 'adminRead'), call.params.id) }),
    listAccountMoves: async (call) =>
      viewLedgerAccount(deps, await as(call, 'adminRead'), { id: call.params.id, before: call.query.before }),
    pauseSettlement: async (call) => changeSettlement(deps, await as(call, 'adminAct'), call.body),
    setPricePolicy: async (call) => ({ policy: await changePrices(deps, await as(call, 'adminAct'), call.body) }),
  };
}

/** The routes of the operator's view of the media; for admins. No person is looked at, so no look is audited; what is done is. */
export function mediaRoutes(
  deps: MediaDeps & { readonly limits: Limits },
): Handlers<'getMedia' | 'getMediaHistory' | 'getMediaRoom' | 'drainMediaNode'> {
  const media = viewMedia(deps);
  const counted = ({ caller }: Pick<Asked, 'caller'>): Promise<void> => deps.limits.take('mediaRead', caller.userId);
  return {
    getMedia: async (call) => {
      await counted(call);
      return media.overview(call.query.page ?? 0);
    },
    getMediaHistory: async (call) => {
      await counted(call);
      return media.history(call.query.since ?? 0);
    },
    getMediaRoom: async (call) => {
      await counted(call);
      return media.room(call.params.id);
    },
    drainMediaNode: async ({ caller, ip, params, body }) => {
      await deps.limits.take('adminAct', caller.userId);
      return drainNode(deps, { userId: caller.userId, ip }, { ...params, ...body });
    },
  };
}
