/**
 * What becomes of a text before anybody else sees it: allow, hold for a moderator, or block, and why. Pure: the same text in
 * the same context is judged the same everywhere. Never changes the text, never logs it.
 */
import type { ListedWord } from '#protocol/http/channels.ts';
import { matchProfanity } from './match-profanity.ts';
import { findChannelWords } from './rules/channel-words.ts';
import { findDoxxing } from './rules/doxxing.ts';
import { type Finding, type Judgement, judgementOf } from './rules/findings.ts';
import { findFloods, type RecentLine } from './rules/floods.ts';
import { foldText } from './rules/fold-text.ts';
import { insults } from './rules/insults.ts';
import { holdsLink } from './rules/links.ts';
import { listedWords } from './rules/listed-words.ts';
import { doxxingFrames, hateFrames, insultFrames } from './rules/other-frames.ts';
import { findPayments } from './rules/payments.ts';
import { findPhrases } from './rules/phrases.ts';
import { selfHarm } from './rules/self-harm.ts';
import { selfHarmFrames } from './rules/self-harm-frames.ts';
import { sexualTalk } from './rules/sexual.ts';
import { sexualFrames } from './rules/sexual-frames.ts';
import { threatFrames } from './rules/threat-frames.ts';
import { threats } from './rules/threats.ts';

export interface WordingContext {
  /** The channel's own words. Hand in the same array again: it is folded once. */
  readonly words?: readonly ListedWord[];
  /** What links to elsewhere lead to; default hold. */
  readonly links?: 'allow' | 'hold' | 'block';
  /** Bad words at nobody; default allow. */
  readonly swearing?: 'allow' | 'hold';
  /** Hosts of this house, lower case without port; they and their subdomains are no links. */
  readonly ownHosts?: readonly string[];
  /** Lines of the same person, oldest first; the last ten within a minute count. */
  readonly recent?: readonly RecentLine[];
  /** Now, milliseconds since 1970, on the clock of `recent`; without it, the time of the last of them. */
  readonly nowMs?: number;
}

const phraseRules = [
  ...[...insults, ...insultFrames, ...hateFrames],
  ...[...threats, ...threatFrames, ...selfHarm, ...selfHarmFrames],
  ...[...sexualTalk, ...sexualFrames, ...doxxingFrames],
];

/** Judges a text of any length; the worst objection decides. Takes time in proportion to the length. Refuses nothing. */
export function judgeText(raw: string, context: WordingContext = {}): Judgement {
  const text = foldText(raw);
  const recent = context.recent ?? [];
  const links = context.links ?? 'hold';
  return judgementOf([
    ...[...matchProfanity(text), ...findPhrases(text, listedWords)].filter(
      ({ verdict, reason }) => context.swearing === 'hold' || verdict === 'block' || reason !== 'profanity',
    ),
    ...findPhrases(text, phraseRules),
    ...findDoxxing(text),
    ...findPayments(text),
    ...(links !== 'allow' && holdsLink(text, context.ownHosts ?? []) ? [linkFinding(links)] : []),
    ...findFloods(text, recent, context.nowMs ?? recent.at(-1)?.atMs ?? 0),
    ...findChannelWords(text, context.words ?? []),
  ]);
}

function linkFinding(verdict: Finding['verdict']): Finding {
  return { verdict, reason: 'link' };
}
