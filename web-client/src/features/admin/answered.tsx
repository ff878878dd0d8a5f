/**
 * What is shown of something asked: on its way, not to be had, or there.
 */
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { plainWords } from '../../forms/index.ts';
import { Banner, Button, Spinner } from '../../ui/index.ts';
import { strings } from './strings.ts';

export interface AnsweredProps<T> {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}

export function Answered<T>({ query, children }: AnsweredProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Spinner label={strings.loading} />;
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
