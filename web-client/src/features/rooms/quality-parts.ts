/**
 * What is loaded after the first picture: measuring it, choosing it, the parts that show both, and the second picture.
 */
export { CameraInset } from './camera-inset.tsx';
export { QualityBadge } from './quality-badge.tsx';
export { QualityPicker } from './quality-picker.tsx';
export { openViewerQuality } from './viewer-quality.ts';
