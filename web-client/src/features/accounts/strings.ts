/**
 * Everything that is said about signing in.
 */
import type { ErrorCode } from '#protocol/errors.ts';

export const strings = {
  title: 'Sign in',
  titleWhy: (why: string) => `Sign in ${why}`,
  welcome: 'Good to see you again.',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  submitting: 'Signing in…',
  waitFor: (seconds: number) => `Try again in ${seconds} s`,
  welcomeBack: (name: string) => `Welcome, ${name}`,
  emailMissing: 'Enter the email of your account.',
  emailWrong: 'This does not look like an email address.',
  passwordMissing: 'Enter your password.',
  offline: 'Busker cannot be reached. Check your connection and try again.',
  unavailable: 'Busker is catching its breath. Try again in a moment.',
  unexpected: 'That did not work, and it is our fault. Try again in a moment.',
  demoTitle: 'Just looking? Sign in as',
  demoAccounts: [
    { email: 'viewer@busker.example', name: 'Viewer' },
    { email: 'performer@busker.example', name: 'Performer' },
    { email: 'fan@busker.example', name: 'Fan' },
  ],
  demoPassword: 'busker-demo',
} as const;

/** Refusals in plain words; codes that are missing fall back to the server's own sentence. */
export const refusals: Partial<Record<ErrorCode, string>> = {
  CREDENTIALS_WRONG: 'Email and password do not belong together. Check both and try again.',
  RATE_LIMITED: 'Too many attempts. Take a short break.',
  VALIDATION_FAILED: 'Check email and password and try again.',
  OVERLOADED: strings.unavailable,
  FORBIDDEN: 'This account cannot sign in at the moment.',
};
