/**
 * Whether this server offers its demo accounts. It says so in the page itself: it replaces `__BUSKER_DEMO__` in
 * index.html by 1 or 0; anything else (the development server of Vite) counts as no.
 */
export const isDemo = document.querySelector('meta[name="busker-demo"]')?.getAttribute('content') === '1';
