/**
 * There is no such person, or they cannot be had at the moment.
 */
import { Link } from '@tanstack/react-router';
import { CloudOff, UserRoundX } from 'lucide-react';
import { Button, buttonClass, EmptyState, usePageTitle } from '../../ui/index.ts';
import { strings } from './strings.ts';

export function MissingPerson() {
  const { title, words, action } = strings.missing;
  usePageTitle(title);
  const link = (
    <Link to="/" className={buttonClass({ variant: 'primary' })}>
      {action}
    </Link>
  );
  return (
    <EmptyState level={1} art={<UserRoundX />} title={title} action={link}>
      {words}
    </EmptyState>
  );
}

export interface FailedProfileProps {
  readonly retrying: boolean;
  readonly onRetry: () => void;
}

export function FailedProfile({ retrying, onRetry }: FailedProfileProps) {
  const { title, words, again } = strings.failed;
  const button = (
    <Button variant="primary" loading={retrying} onClick={onRetry}>
      {again}
    </Button>
  );
  return (
    <div role="alert">
      <EmptyState level={1} art={<CloudOff />} title={title} action={button}>
        {words}
      </EmptyState>
    </div>
  );
}
