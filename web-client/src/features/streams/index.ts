/**
 * Streams as everybody sees them: who is live, who starts soon, and what narrows the list.
 */
export { type Filter, filterOf } from './filter.ts';
export { FrontPage } from './front-page.tsx';
