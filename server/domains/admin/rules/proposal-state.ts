/** How long a proposal waits, and what has become of it. */

/** A day: another admin looks in by then, and the reason is still one. */
export const proposalLastsMs = 24 * 3_600_000;

export type ProposalState = 'OPEN' | 'APPROVED' | 'REJECTED' | 'EXPIRED';

/** Nothing is written when a proposal expires; it is what the clock says. */
export function stateOf(
  { state, expiresAt }: { readonly state: string; readonly expiresAt: Date },
  nowMs: number,
): ProposalState {
  if (state === 'APPROVED' || state === 'REJECTED') return state;
  return expiresAt.getTime() <= nowMs ? 'EXPIRED' : 'OPEN';
}
