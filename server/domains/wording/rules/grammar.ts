/**
 * Pieces that patterns of several kinds are composed of, over folded words ("I'll" is "ill"). The gaps are bounded, so the
 * time a pattern takes grows with the length of the line.
 */

/** Up to so many words of any kind in between, with the space that follows each. */
export const upTo = (words: number): string => `(?:\\w+ ){0,${words}}`;

/** Like `upTo`, but none of them turns the sense around. */
export const upToPlain = (words: number): string => `(?:(?!(?:dont|not|never|wont|doesnt|no) )\\w+ ){0,${words}}`;

/** Whom a line talks to or about. */
export const you = '(?:you|u|ya|yall)';
export const they = '(?:she|he|they|shes|hes|theyre)';
export const your = '(?:your|ur|her|his|their)';
export const kin =
  '(?:family|mother|mom|mum|wife|husband|kids?|children|son|daughter|dog|cat|parents|boyfriend|girlfriend|sister|brother)';
export const somebody = `(?:${you}|her|him|them|(?:this|that) (?:bitch|guy|woman|man|girl|dude|whore|clown)|${your} (?:\\w+ )?${kin})`;
