/**
 * Wording: judges texts before anybody sees them. Promises the same verdict for the same text everywhere, in time that grows
 * with its length. Never stores, logs or changes a text, and knows nobody who wrote one.
 */
export { judgeText, type WordingContext } from './judge-text.ts';
export { judgeWithModel, type ModelLimits, type WordingModel } from './judge-with-model.ts';
export { prepareWording } from './prepare-wording.ts';
export { requireClean } from './require-clean.ts';
export type { Judgement, Verdict } from './rules/findings.ts';
