/**
 * Streams as everybody sees them: who is live.
 */
export { FrontPage } from './front-page.tsx';
