/**
 * The list when there is no list: on its way, not to be had, empty, or old.
 */
import { Link } from '@tanstack/react-router';
import { CloudOff, RotateCw } from 'lucide-react';
import { ApiError } from '../../api/index.ts';
import { holds, useSession } from '../../session/index.ts';
import { Banner, Button, buttonClass, EmptyState, Skeleton } from '../../ui/index.ts';
import styles from './live-section.module.css';
import { QuietCorner } from './quiet-corner.tsx';
import { strings } from './strings.ts';

export function LoadingList() {
  return (
    <ul className={styles.grid} aria-hidden="true">
      {['a', 'b', 'c', 'd'].map((key) => (
        <li key={key} className={styles.ghost}>
          <Skeleton className={styles.ghostPicture} />
          <Skeleton width="70%" height="1.25rem" />
          <Skeleton width="40%" height="1rem" />
        </li>
      ))}
    </ul>
  );
}

export interface FailedListProps {
  readonly error: Error;
  readonly retrying: boolean;
  readonly onRetry: () => void;
  readonly level: 2 | 3;
}

export function FailedList({ error, retrying, onRetry, level }: FailedListProps) {
  const offline = error instanceof ApiError && error.kind === 'offline';
  const action = (
    <Button variant="primary" icon={<RotateCw />} loading={retrying} onClick={onRetry}>
      {strings.failed.retry}
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState
        level={level}
        art={<CloudOff />}
        title={offline ? strings.failed.offline : strings.failed.server}
        action={action}
      >
        {offline ? strings.failed.offlineWords : strings.failed.serverWords}
      </EmptyState>
    </div>
  );
}

export function EmptyList({ level }: { readonly level: 2 | 3 }) {
  const session = useSession();
  const action = holds(session, 'performer') && (
    <Link to="/studio" className={buttonClass({ variant: 'primary' })}>
      {strings.empty.action}
    </Link>
  );
  return (
    <EmptyState level={level} art={<QuietCorner />} title={strings.empty.title} action={action || undefined}>
      {strings.empty.words}
    </EmptyState>
  );
}

/** Somebody is live perhaps, but not what is looked for. */
export function NothingFound({ level, onClear }: { readonly level: 2 | 3; readonly onClear: () => void }) {
  const action = <Button onClick={onClear}>{strings.nothingFound.action}</Button>;
  return (
    <EmptyState level={level} art={<QuietCorner />} title={strings.nothingFound.title} action={action}>
      {strings.nothingFound.words}
    </EmptyState>
  );
}

/** There was a list, and it cannot be renewed at the moment. */
export function StaleNotice() {
  return <Banner tone="warn">{strings.failed.stale}</Banner>;
}
