/**
 * Coming in: signing up, signing in (dialog and pages), and the links that are mailed. Where to go next is the app's.
 */
export { AccountDialog, type AccountDialogProps } from './account-dialog.tsx';
export { ForgotPasswordPage } from './forgot-password-page.tsx';
export { ResetPasswordPage } from './reset-password-page.tsx';
export { SignInPage } from './sign-in-page.tsx';
export { SignUpPage } from './sign-up-page.tsx';
export { VerifyEmailPage } from './verify-email-page.tsx';
export { VerifyReminder } from './verify-reminder.tsx';
