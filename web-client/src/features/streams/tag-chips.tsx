/**
 * Tags of what is live now; pressing the chosen one lets it go.
 */
import { cx } from '../../ui/index.ts';
import styles from './filter-bar.module.css';
import { strings } from './strings.ts';
import { useTags } from './use-live-streams.ts';

export interface TagChipsProps {
  /** Empty: none. */
  readonly chosen: string;
  readonly onChoose: (tag: string) => void;
}

export function TagChips({ chosen, onChoose }: TagChipsProps) {
  const { data = [] } = useTags();
  // One that nobody shows any more stays, so that it can be let go.
  const gone = chosen !== '' && !data.some(({ tag }) => tag === chosen);
  const shown = gone ? [{ tag: chosen, live: 0 }, ...data] : data;
  if (shown.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label={strings.tags}>
      {shown.map(({ tag, live }) => (
        <li key={tag}>
          <button
            type="button"
            className={cx(styles.chip, tag === chosen && styles.chosen)}
            aria-pressed={tag === chosen}
            aria-label={strings.tagLive(tag, live)}
            onClick={() => onChoose(tag === chosen ? '' : tag)}
          >
            {tag}
            {live > 0 && <span className={styles.count}>{live}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
