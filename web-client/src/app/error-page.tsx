/**
 * What is shown where a page broke, and where there is none.
 */
import { Link } from '@tanstack/react-router';
import { Lamp, TriangleAlert } from 'lucide-react';
import { Button, buttonClass, EmptyState, usePageTitle } from '../ui/index.ts';
import { strings } from './strings.ts';

export function ErrorPage() {
  usePageTitle(strings.broken.title);
  return (
    <EmptyState
      level={1}
      art={<TriangleAlert />}
      title={strings.broken.title}
      action={
        <Button variant="primary" onClick={() => location.reload()}>
          {strings.broken.action}
        </Button>
      }
    >
      {strings.broken.words}
    </EmptyState>
  );
}

export function NotFoundPage() {
  usePageTitle(strings.notFound.title);
  return (
    <EmptyState
      level={1}
      art={<Lamp />}
      title={strings.notFound.title}
      action={
        <Link to="/" className={buttonClass({ variant: 'primary' })}>
          {strings.notFound.action}
        </Link>
      }
    >
      {strings.notFound.words}
    </EmptyState>
  );
}
