/**
 * What is loaded after the first picture: measuring it, choosing it, and the parts that show both.
 */
export { QualityBadge } from './quality-badge.tsx';
export { QualityPicker } from './quality-picker.tsx';
export { openViewerQuality } from './viewer-quality.ts';
