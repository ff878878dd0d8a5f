/**
 * Makes the document look as preferred: theme, motion and size of the chat are attributes that tokens.css answers to.
 */
import type { Preferences } from '#protocol/http/profiles.ts';
import type { PreferenceStore } from './preferences.ts';

/** What the browser paints around the page. */
const bars = { dark: '#0e0c14', light: '#f6f2eb' } as const;

/** Applies what holds and what will; `system` follows the system while the page is open. */
export function applyLook(store: PreferenceStore): void {
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const apply = (): void => {
    const { theme, reducedMotion, chatTextSize } = store.current();
    const { dataset } = document.documentElement;
    const shown = themeOf(theme, light.matches);
    dataset.theme = shown;
    dataset.motion = reducedMotion ? 'reduced' : 'full';
    dataset.chatText = chatTextSize;
    document.querySelector('meta[name="theme-color"]')?.setAttribute('content', bars[shown]);
    document.querySelector('meta[name="color-scheme"]')?.setAttribute('content', shown);
  };
  light.addEventListener('change', apply);
  store.subscribe(apply);
  apply();
}

function themeOf(theme: Preferences['theme'], systemIsLight: boolean): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return systemIsLight ? 'light' : 'dark';
}
