/**
 * Every route of the protocol over HTTP, against one running Busker: what each takes, what it refuses and how, and what
 * holds for all of them.
 */
import { existsSync } from 'node:fs';
import t from 'tap';
import { openStack } from '../world/stack.ts';
import { endingEverywhere, heldBack, registering, verifying } from './auth.account.ts';
import { login } from './auth.login.ts';
import { refreshing, signingOut } from './auth.refresh.ts';
import { rightsChanging, suspending } from './auth.standing.ts';
import { docsPage, openApi, socketDocument } from './documents.ts';
import { otherSites, whatIsNamed, whichBodiesAreRead, whichTokensCount } from './every-route.ts';
import { hardlyHttp, health } from './health.ts';
import { holding } from './held.ts';
import { nobodyServes, pages } from './pages.ts';
import { announcing, reading, startingAndEnding } from './streams.ts';
import { type HttpCase, openHttpWorld } from './world.ts';

t.setTimeout(240_000);
const stack = await openStack();
t.teardown(() => stack.close());
const world = await openHttpWorld(stack);
const processes = stack.children;
const built = existsSync(new URL('../../web-client/dist/index.html', import.meta.url));

const cases: Readonly<Record<string, HttpCase>> = {
  'POST /api/auth/register': registering,
  'POST /api/auth/verify-email': verifying,
  'POST /api/auth/login': login,
  'Roles that are held back': heldBack,
  'POST /api/me/sign-ins/end-all': endingEverywhere,
  'Rights that change': rightsChanging,
  'A suspension': suspending,
  'POST /api/auth/refresh': refreshing,
  'POST /api/auth/logout': signingOut,
  'POST /api/streams/create': announcing,
  'POST /api/streams/:id/start and /end': startingAndEnding,
  'GET /api/streams and /api/streams/:id': reading,
  'GET /api/overlay/:token, held open': holding,
  'GET /healthz, /readyz and /healthz/parts': health,
  'GET /api/openapi.json': openApi,
  'GET /api/socket.json': socketDocument,
  'GET /api/docs': docsPage,
  'Which tokens count': whichTokensCount,
  'Which bodies are read': whichBodiesAreRead,
  'What is named': whatIsNamed,
  'Other sites': otherSites,
  'What is hardly HTTP': hardlyHttp,
};
for (const [name, hold] of Object.entries(cases)) t.test(name, (t) => hold(t, world));

const skip = built ? false : 'the page is not built: npm start builds it';
t.test('Pages', { skip }, (t) => pages(t, world));
t.test('What nobody serves', { skip }, (t) => nobodyServes(t, world));

t.test('Afterwards', async (t) => {
  t.equal((await world.anyone().ask('readyz')).status, 200, 'the server still serves');
  t.same(stack.children, processes, 'and no process had to be started again');
});
