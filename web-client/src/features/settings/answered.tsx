/**
 * What is shown of something asked: on its way, not to be had (with a way to ask again), or there.
 */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { plainWords } from '../../forms/index.ts';
import { Banner, Button, Skeleton } from '../../ui/index.ts';
import { strings } from './strings.ts';

export interface AnsweredProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

export function Answered<T>({ query, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) {
    return (
      <div aria-busy="true">
        <Skeleton height="2.75rem" />
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
