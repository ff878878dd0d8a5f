/**
 * Quality: what pages measured of their own media.
 *
 * Owns reports and what they come to. Promises that a report is bounded, counted without naming anybody, and forgotten after
 * a minute. Never believes one: a page can lie, so nothing is paid, refused or moved because of what it says.
 */
export type { QualityDeps } from './parts.ts';
export { readQuality } from './read-quality.ts';
export { qualitySignals } from './signals.ts';
