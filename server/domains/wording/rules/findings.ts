/** What a rule found in a text, and what all findings together mean: the worst one decides, every reason is told. */
import type { WordingReason } from '#protocol/socket/chat.ts';

export type Verdict = 'allow' | 'hold' | 'block';

/** One objection. */
export interface Finding {
  readonly verdict: 'hold' | 'block';
  readonly reason: WordingReason;
}

/** What becomes of a text, and why; no reasons where it is allowed. */
export interface Judgement {
  readonly verdict: Verdict;
  readonly reasons: readonly WordingReason[];
}

const severity: Readonly<Record<Verdict, number>> = { allow: 0, hold: 1, block: 2 };

/** The worse of two verdicts. */
export function worse(one: Verdict, other: Verdict): Verdict {
  return severity[other] > severity[one] ? other : one;
}

/** The judgement that follows from findings; reasons in the order in which they were found, each once. */
export function judgementOf(findings: readonly Finding[]): Judgement {
  return {
    verdict: findings.reduce<Verdict>((worst, { verdict }) => worse(worst, verdict), 'allow'),
    reasons: [...new Set(findings.map(({ reason }) => reason))],
  };
}
