/**
 * Searching, and the tags of what is live. The words follow the typing after a short pause; Enter does not wait.
 */
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cx, IconButton } from '../../ui/index.ts';
import type { Filter } from './filter.ts';
import styles from './filter-bar.module.css';
import { strings } from './strings.ts';
import { TagChips } from './tag-chips.tsx';

const pauseMs = 250;

export interface FilterBarProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
}

export function FilterBar({ filter, onFilter }: FilterBarProps) {
  const [typed, setTyped] = useState(filter.q);
  const input = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);

  // The address changed by itself: back and forward, or the list was cleared.
  useEffect(() => {
    if (document.activeElement !== input.current || filter.q === '') setTyped(filter.q);
  }, [filter.q]);
  useEffect(() => () => clearTimeout(waiting.current), []);

  const search = (q: string, afterMs: number): void => {
    setTyped(q);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => onFilter({ ...filter, q: q.trim() }), afterMs);
  };

  return (
    <div className={styles.bar}>
      <search className={styles.search}>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            search(typed, 0);
          }}
        >
          <Search className={styles.glass} aria-hidden="true" />
          <input
            ref={input}
            type="search"
            enterKeyHint="search"
            className={cx(styles.input, typed !== '' && styles.filled)}
            aria-label={strings.search}
            placeholder={strings.searchShort}
            autoComplete="off"
            spellCheck={false}
            maxLength={100}
            value={typed}
            onChange={(event) => search(event.currentTarget.value, pauseMs)}
          />
          {typed !== '' && (
            <span className={styles.clear}>
              <IconButton
                size="sm"
                label={strings.clear}
                icon={<X />}
                onClick={() => {
                  search('', 0);
                  input.current?.focus();
                }}
              />
            </span>
          )}
        </form>
      </search>
      <TagChips chosen={filter.tag} onChoose={(tag) => onFilter({ ...filter, tag })} />
    </div>
  );
}
