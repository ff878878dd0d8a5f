/**
 * Buttons that do something, and the same look for links that lead somewhere (`buttonClass`).
 */
import type { ComponentProps, ReactNode } from 'react';
import styles from './button.module.css';
import { cx } from './cx.ts';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger' | 'live';
export type ButtonSize = 'sm' | 'md' | 'lg';

export interface ButtonLook {
  readonly variant?: ButtonVariant | undefined;
  readonly size?: ButtonSize | undefined;
  /** As wide as what it stands in. */
  readonly wide?: boolean | undefined;
}

/** Class names for an `<a>` or `<Link>` that looks like a button. */
export function buttonClass({ variant = 'secondary', size = 'md', wide = false }: ButtonLook = {}): string {
  return cx(styles.button, styles[variant], styles[size], wide && styles.wide);
}

export interface ButtonProps extends ButtonLook, ComponentProps<'button'> {
  readonly icon?: ReactNode;
  /** Shows a spinner and takes no presses; the name stays, so that a screen reader is not lost. */
  readonly loading?: boolean | undefined;
}

export function Button({ variant, size, wide, icon, loading = false, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || loading}
      aria-busy={loading || undefined}
      className={cx(buttonClass({ variant, size, wide }), rest.className)}
    >
      {loading ? <Spinner size="sm" /> : icon && <span className={styles.icon}>{icon}</span>}
      {children}
    </button>
  );
}
