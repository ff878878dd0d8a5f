/**
 * Something to know about this page, with what to do about it. An error is announced at once, the rest politely.
 */
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { cx } from './cx.ts';

const icons = { info: Info, ok: CircleCheck, warn: TriangleAlert, error: CircleAlert } as const;

const roles = { polite: 'status', 'at-once': 'alert', none: undefined } as const;

export interface BannerProps {
  readonly tone?: keyof typeof icons | undefined;
  /** What it is called where it is announced; its words alone where it has none. */
  readonly label?: string | undefined;
  readonly title?: string | undefined;
  readonly children?: ReactNode;
  /** A button, as a rule. */
  readonly action?: ReactNode;
  /** `status` or `alert` by tone; `none` where it stands still from the start or something around it announces. */
  readonly announce?: keyof typeof roles | undefined;
}

export function Banner({ tone = 'info', label, title, children, action, announce }: BannerProps) {
  const Icon = icons[tone];
  const how = announce ?? (tone === 'error' ? 'at-once' : 'polite');
  const named = roles[how] === undefined ? {} : { role: roles[how], 'aria-label': label };
  return (
    <div className={cx(styles.banner, styles[tone])} {...named}>
      <Icon aria-hidden="true" />
      <div className={styles.words}>
        {title && <p className={styles.title}>{title}</p>}
        {children && <div>{children}</div>}
      </div>
      {action && <div className={styles.action}>{action}</div>}
    </div>
  );
}
