/**
 * A person's public page, and following them.
 */
export { ProfilePage } from './profile-page.tsx';
