/**
 * Where the page starts.
 */
import './api/zod-without-eval.ts';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { followPerson } from './app/follow-person.ts';
import { queryClient } from './app/query-client.ts';
import { bootHeldShow } from './features/studio/hold-show.ts';
import { applyLook, preferences } from './preferences/index.ts';
import { session } from './session/index.ts';

bootHeldShow(window.location.pathname);
applyLook(preferences);
followPerson(session, preferences, queryClient);
void session.restore();

const container = document.getElementById('root');
if (container) {
  createRoot(container).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
