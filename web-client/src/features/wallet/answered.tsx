/**
 * What is shown of something asked: on its way, not to be had (with a way to ask again), or there.
 */
import type { ReactNode } from 'react';
import { plainWords } from '../../forms/index.ts';
import { Banner, Button, Skeleton } from '../../ui/index.ts';
import { strings } from './strings.ts';

/** What is used of a query, of one page or of many. */
interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly refetch: () => Promise<unknown>;
}

export interface AnsweredProps<T> {
  readonly query: Asked<T>;
  readonly children: (data: T) => ReactNode;
}

export function Answered<T>({ query, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) {
    return (
      <div aria-busy="true">
        <Skeleton height="4rem" />
      </div>
    );
  }
  const action = (
    <Button size="sm" loading={query.isFetching} onClick={() => void query.refetch()}>
      {strings.again}
    </Button>
  );
  return (
    <Banner tone="error" action={action}>
      {plainWords(query.error)}
    </Banner>
  );
}
