/**
 * `/login`: signing in on a page of its own, then on to where the person was going.
 */
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { SignInPage } from '../../features/accounts/index.ts';
import { useSession } from '../../session/index.ts';
import { isDemo } from '../demo.ts';

const route = getRouteApi('/login');

export function LoginRoute() {
  const { next = '/' } = route.useSearch();
  const router = useRouter();
  const { status } = useSession();
  useEffect(() => {
    if (status === 'signed-in') router.history.replace(next);
  }, [status, next, router]);
  return <SignInPage demo={isDemo} />;
}
