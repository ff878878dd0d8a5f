/**
 * Tags as viewers will see them.
 */
import { Badge } from '../../ui/index.ts';
import { strings } from './strings.ts';
import styles from './tag-list.module.css';

export function TagList({ tags }: { readonly tags: readonly string[] }) {
  if (tags.length === 0) return null;
  return (
    <ul className={styles.tags} aria-label={strings.form.tags}>
      {tags.map((tag) => (
        <li key={tag}>
          <Badge tone="accent">{tag}</Badge>
        </li>
      ))}
    </ul>
  );
}
