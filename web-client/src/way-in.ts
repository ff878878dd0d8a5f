/**
 * Starts the page itself on the addresses of rooms, where the way in goes before it: until pictures come the browser answers
 * the server a dozen times, and each answer would wait behind React's start.
 */

/** Longer nobody looks at an empty page for it, in milliseconds. */
const mostMs = 600;

/** @param way resolves when nothing is left to do but to wait; the page starts then, or after 600 ms. */
export async function startPageAfter(way: Promise<void>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, mostMs));
  await Promise.race([way, late]).catch((thrown) => console.warn('Busker: the way in', thrown));
  const page = document.querySelector<HTMLLinkElement>('link[data-page]');
  if (page === null) return;
  const script = document.createElement('script');
  script.type = 'module';
  script.src = page.href;
  document.head.append(script);
}
