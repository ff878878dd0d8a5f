/**
 * A button that shows only an icon: it must have a name, which is also its tooltip.
 */
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './icon-button.module.css';
import { Tooltip } from './tooltip.tsx';

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children' | 'aria-label'> {
  /** What it does, in words; a toggle keeps its label and sets `pressed`. */
  readonly label: string;
  readonly icon: ReactNode;
  /** `overlay` lies on a picture. */
  readonly variant?: 'quiet' | 'secondary' | 'danger' | 'overlay' | undefined;
  readonly size?: 'sm' | 'md' | 'lg' | undefined;
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean | undefined;
  /** Key that does the same, shown in the tooltip and announced. */
  readonly shortcut?: string | undefined;
  /** Where the tooltip appears; `none` where the icon speaks for itself and Escape must not be spent on a tooltip. */
  readonly tooltipSide?: 'top' | 'right' | 'bottom' | 'left' | 'none' | undefined;
}

export function IconButton(props: IconButtonProps) {
  const { label, icon, variant = 'quiet', size = 'md', pressed, shortcut, tooltipSide, ...rest } = props;
  const button = (
    <button
      type="button"
      {...rest}
      aria-label={label}
      // Set even where it is undefined: the tooltip would repeat the name as a description.
      aria-describedby={rest['aria-describedby']}
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut}
      className={cx(styles.iconButton, styles[variant], styles[size], rest.className)}
    >
      {icon}
    </button>
  );
  if (tooltipSide === 'none') return button;
  return (
    <Tooltip content={shortcut ? `${label} (${shortcut})` : label} side={tooltipSide}>
      {button}
    </Tooltip>
  );
}
