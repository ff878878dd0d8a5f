/**
 * Text for screen readers only.
 */
import type { ComponentProps } from 'react';
import { cx } from './cx.ts';
import styles from './visually-hidden.module.css';

export function VisuallyHidden(props: ComponentProps<'span'>) {
  return <span {...props} className={cx(styles.hidden, props.className)} />;
}
