/**
 * The front page: what this is, for those who are new, and who is live, for everybody.
 */
import { useSession } from '../../session/index.ts';
import { cx, usePageTitle } from '../../ui/index.ts';
import type { Filter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import styles from './front-page.module.css';
import { Hero } from './hero.tsx';
import { LiveSection } from './live-section.tsx';
import { UpcomingSection } from './upcoming-section.tsx';

export interface FrontPageProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

export function FrontPage({ filter, onFilter }: FrontPageProps) {
  const { status } = useSession();
  const searching = filter.q !== '' || filter.tag !== '';
  // Whoever searches has seen it; the list must not hide below it.
  const isNew = status === 'anonymous' && !searching;
  usePageTitle(null);
  return (
    <div className={styles.page}>
      {isNew && <Hero />}
      <div className={cx(styles.list, !isNew && styles.alone)}>
        <FilterBar filter={filter} onFilter={onFilter} />
        <LiveSection level={isNew ? 2 : 1} filter={filter} onClear={() => onFilter({ q: '', tag: '' })} />
        <UpcomingSection level={2} filter={filter} />
      </div>
    </div>
  );
}
