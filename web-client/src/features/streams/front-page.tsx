/**
 * The front page: what this is, for those who are new, and who is live, for everybody.
 */
import { useSession } from '../../session/index.ts';
import { cx, usePageTitle } from '../../ui/index.ts';
import styles from './front-page.module.css';
import { Hero } from './hero.tsx';
import { LiveSection } from './live-section.tsx';

export function FrontPage() {
  const { status } = useSession();
  const isNew = status === 'anonymous';
  usePageTitle(null);
  return (
    <div className={styles.page}>
      {isNew && <Hero />}
      <div className={cx(styles.list, !isNew && styles.alone)}>
        <LiveSection level={isNew ? 2 : 1} />
      </div>
    </div>
  );
}
