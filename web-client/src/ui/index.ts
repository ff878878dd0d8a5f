/**
 * The design system's door: features and app import from here only. Tokens are in tokens.css (`var(--accent)`,
 * `var(--space-4)` …) and are the only colours and lengths a feature's CSS Module should need.
 */
export { amountText, dollarsText, signedText, tokensText } from './amounts.ts';
export { Avatar, type AvatarProps, initialsOf } from './avatar.tsx';
export { Badge, type BadgeProps, type BadgeTone, CountBadge, type CountBadgeProps, LiveBadge } from './badge.tsx';
export { Banner, type BannerProps } from './banner.tsx';
export {
  Button,
  type ButtonLook,
  type ButtonProps,
  type ButtonSize,
  type ButtonVariant,
  buttonClass,
} from './button.tsx';
export { cx } from './cx.ts';
export { type DayBar, DayBars, type DayBarsProps } from './day-bars.tsx';
export { Dialog, type DialogProps } from './dialog.tsx';
export { EmptyState, type EmptyStateProps } from './empty-state.tsx';
export { Field, type FieldProps, type FieldText, type FieldTies } from './field.tsx';
export { IconButton, type IconButtonProps } from './icon-button.tsx';
export { Menu, MenuItem, type MenuItemProps, MenuNote, type MenuProps, MenuSeparator } from './menu.tsx';
export { Meter, type MeterProps } from './meter.tsx';
export { usePageTitle } from './page-title.ts';
export { Poster, type PosterProps } from './poster.tsx';
export { numbersOf } from './seed.ts';
export { SelectField, type SelectFieldProps, type SelectOption } from './select-field.tsx';
export { Skeleton, type SkeletonProps } from './skeleton.tsx';
export { Spinner, type SpinnerProps } from './spinner.tsx';
export { Switch, type SwitchProps } from './switch.tsx';
export { type Tab, Tabs, type TabsProps } from './tabs.tsx';
export { TextField, type TextFieldProps } from './text-field.tsx';
export { ClockProvider, type Now, useNow } from './time.tsx';
export { type ToastOptions, ToastProvider, useToast } from './toast.tsx';
export { Tooltip, type TooltipProps, TooltipProvider } from './tooltip.tsx';
export { VisuallyHidden } from './visually-hidden.tsx';
