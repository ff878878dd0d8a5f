/**
 * Stands where a part of the page should be that could not be loaded: says so and offers another try, and, where that did
 * not help, to load the page again. The rest of the page goes on.
 */
import { RotateCw } from 'lucide-react';
import { Button } from '../ui/index.ts';
import styles from './part-missing.module.css';
import { strings } from './strings.ts';

export interface PartMissingProps {
  /** What is not there. */
  readonly words: string;
  /** How often it was tried. */
  readonly tries: number;
  readonly onAgain: () => void;
}

export function PartMissing({ words, tries, onAgain }: PartMissingProps) {
  return (
    <div className={styles.missing} role="alert">
      <p>{words}</p>
      {tries > 1 && <p>{strings.missing.still}</p>}
      <p className={styles.ways}>
        <Button size="sm" icon={<RotateCw />} onClick={onAgain}>
          {strings.missing.again}
        </Button>
        {/* Some browsers remember that a file could not be had for as long as the page lives. */}
        {tries > 1 && (
          <Button size="sm" variant="quiet" onClick={() => location.reload()}>
            {strings.missing.reload}
          </Button>
        )}
      </p>
    </div>
  );
}
