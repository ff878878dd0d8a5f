/**
 * Tips: giving them, and showing them on the stage, beside it and in the studio. The app puts the parts in place.
 */
export { HeldTips } from './held-tips.tsx';
export { RoomOverlay } from './room-overlay.tsx';
export { StudioTips } from './studio-tips.tsx';
export { TipButton } from './tip-button.tsx';
export { TipLine } from './tip-line.tsx';
export { TipsPanel, type TipsPanelProps, tipsTab } from './tips-panel.tsx';
export { type TipsSource, useTipsState } from './use-room-tips.ts';
