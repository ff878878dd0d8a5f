/**
 * `/login`, `/signup` and where mailed links lead; whoever is signed in goes on to where they were going.
 */
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import {
  ForgotPasswordPage,
  ResetPasswordPage,
  SignInPage,
  SignUpPage,
  VerifyEmailPage,
} from '../../features/accounts/index.ts';
import { useSession } from '../../session/index.ts';
import { isDemo } from '../demo.ts';

const login = getRouteApi('/login');
const signup = getRouteApi('/signup');
const reset = getRouteApi('/reset-password');
const verify = getRouteApi('/verify-email');

export function LoginRoute() {
  const { next } = login.useSearch();
  useOnward(next);
  return <SignInPage demo={isDemo} next={next} />;
}

export function SignUpRoute() {
  const { next } = signup.useSearch();
  useOnward(next);
  return <SignUpPage next={next} />;
}

export function ForgotPasswordRoute() {
  return <ForgotPasswordPage />;
}

export function ResetPasswordRoute() {
  return <ResetPasswordPage token={reset.useSearch().token} />;
}

export function VerifyEmailRoute() {
  return <VerifyEmailPage token={verify.useSearch().token} />;
}

function useOnward(next = '/'): void {
  const router = useRouter();
  const { status } = useSession();
  useEffect(() => {
    if (status === 'signed-in') router.history.replace(next);
  }, [status, next, router]);
}
