/**
 * Where the overlay for OBS starts: a page of its own with an entry of its own, because it knows neither the router nor
 * who is signed in, and opens no socket. The address is the secret.
 */
import './api/zod-without-eval.ts';
import './ui/tokens.css';
import './ui/base.css';
import './overlay.css';
import { createRoot } from 'react-dom/client';
import { OverlayFeed } from './features/overlay/overlay-feed.ts';
import { OverlayPage } from './features/overlay/overlay-page.tsx';
import { GoalBar } from './features/tips/goal-bar.tsx';
import { TipOverlay } from './features/tips/tip-overlay.tsx';

const keptUnder = 'busker.overlay';
const token = /^\/overlay\/([\w-]{20,100})\/?$/.exec(window.location.pathname)?.[1];
const container = document.getElementById('root');

if (container && token !== undefined) {
  const feed = new OverlayFeed(token, {
    get: () => sessionStorage.getItem(keptUnder),
    set: (text) => sessionStorage.setItem(keptUnder, text),
  });
  createRoot(container).render(
    <OverlayPage
      feed={feed}
      tips={(volume) => (
        <TipOverlay feed={feed} volume={volume} unasked onAct={({ count, tips }) => feed.shown(tips[0]?.id, count)} />
      )}
      goal={(goal) => <GoalBar goal={goal} />}
    />,
  );
  feed.start();
}
