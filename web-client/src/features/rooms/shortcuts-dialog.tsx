/**
 * Which key does what.
 */
import { Dialog } from '../../ui/index.ts';
import styles from './shortcuts-dialog.module.css';
import { strings } from './strings.ts';

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}

export function ShortcutsDialog({ open, onOpenChange }: ShortcutsDialogProps) {
  const { title, words, list } = strings.shortcuts;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={words}>
      <dl className={styles.list}>
        {list.map(({ key, does }) => (
          <div key={key} className={styles.row}>
            <dt>
              <kbd className={styles.key}>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
