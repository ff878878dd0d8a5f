/**
 * One part of the wallet: its name, what it is, what can be done with it.
 */
import { type ReactNode, useId } from 'react';
import styles from './wallet.module.css';

export interface PanelProps {
  readonly title: string;
  readonly words?: ReactNode;
  readonly children: ReactNode;
  /** Stands at the right of the title. */
  readonly action?: ReactNode;
  /** For links that lead to it: `/wallet#limits`. */
  readonly anchor?: string | undefined;
}

export function Panel({ title, words, children, action, anchor }: PanelProps) {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id} id={anchor}>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 id={id} className={styles.panelTitle}>
            {title}
          </h2>
          {words && <p className={styles.about}>{words}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
