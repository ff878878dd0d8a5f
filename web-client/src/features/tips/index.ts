/**
 * Tips: giving them, and showing them on the stage, beside it and in the studio. The app puts the parts in place.
 */
export { HeldTips, type HeldTipsProps } from './held-tips.tsx';
export { RoomOverlay, type RoomOverlayProps } from './room-overlay.tsx';
export { StudioTips, type StudioTipsProps } from './studio-tips.tsx';
export { TipButton, type TipButtonProps } from './tip-button.tsx';
export { TipLine } from './tip-line.tsx';
export { TipsPanel, type TipsPanelProps, tipsTab } from './tips-panel.tsx';
export { type TipsSource, useTipsState } from './use-room-tips.ts';
