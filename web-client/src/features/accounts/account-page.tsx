/**
 * The frame of every page about coming in: a title, a sentence, a narrow column.
 */
import type { ReactNode } from 'react';
import { usePageTitle } from '../../ui/index.ts';
import styles from './account-page.module.css';

export interface AccountPageProps {
  readonly title: string;
  readonly words?: ReactNode;
  readonly children?: ReactNode;
}

export function AccountPage({ title, words, children }: AccountPageProps) {
  usePageTitle(title);
  return (
    <div className={styles.page}>
      <div>
        <h1 className={styles.title}>{title}</h1>
        {words && <p className={styles.words}>{words}</p>}
      </div>
      {children}
    </div>
  );
}
