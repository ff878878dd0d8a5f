/**
 * Signing in: the dialog any page may ask for, and the page of its own.
 */
export { SignInDialog, type SignInDialogProps } from './sign-in-dialog.tsx';
export { SignInPage } from './sign-in-page.tsx';
