/**
 * One thing that can be set: its name, what it means, its controls.
 */
import { type ReactNode, useId } from 'react';
import styles from './panel.module.css';

export interface PanelProps {
  readonly title: string;
  readonly words?: ReactNode;
  readonly children?: ReactNode;
  /** Stands at the right of the title. */
  readonly action?: ReactNode;
  /** For links that lead to it. */
  readonly anchor?: string | undefined;
}

export function Panel({ title, words, children, action, anchor }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id} id={anchor}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {words && <p className={styles.about}>{words}</p>}
        </div>
        {action && <div className={styles.action}>{action}</div>}
      </div>
      {children && <div className={styles.body}>{children}</div>}
    </section>
  );
}
