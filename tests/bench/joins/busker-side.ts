/**
 * Busker as people run it: the whole stack on free ports in a folder of its own, a performer live from the studio.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage, generatePrismaClient } from '../../../infra/bootstrap/builds.ts';
import { ensureMediaWorker } from '../../../infra/bootstrap/media-worker.ts';
import { createSteps } from '../../../infra/bootstrap/steps.mjs';
import { root } from '../../../infra/supervisor/checkout.ts';
import { type StartedStack, startStack } from '../../../infra/supervisor/stack.ts';
import { freePorts } from '../../world/free-ports.ts';
import { goLive } from './go-live.ts';
import { openPerformer, type Side, type SideGround, untilPublished } from './side.ts';

/** Builds what is not up to date, starts the stack and goes live in it. */
export async function openBusker(ground: SideGround): Promise<Side> {
  const dataDir = await mkdtemp(join(tmpdir(), 'busker-bench-'));
  // Postgres does not run as root, and has to walk in.
  await chmod(dataDir, 0o711);
  let stack: StartedStack | undefined;
  const close = async (): Promise<void> => {
    await stack?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    stack = await start(dataDir);
    const performer = await openPerformer(ground);
    const room = await goLive(performer.page, stack.urls.public);
    await untilPublished(performer);
    return { name: 'busker', watchUrl: `${stack.urls.public}/r/${room}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(dataDir: string): Promise<StartedStack> {
  const log = createSteps(process.stderr);
  await ensureMediaWorker(root, log);
  await generatePrismaClient(root, log);
  await buildPage(root, log);
  const port = String(await freePorts());
  const own = {
    PORT: port,
    // The bare pages are asked for by address, too: finding out what "localhost" is costs time.
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LIMITS_FACTOR: '1000',
    LOG_LEVEL: 'warn',
    BUSKER_DEMO: '1',
  };
  return startStack({ env: { ...machineSettings(), ...own }, dataDir, log });
}

/** A developer's own settings stay out of it, their database above all. */
function machineSettings(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'MEDIA_WORKER_BIN', 'BUSKER_CACHE_DIR', 'XDG_CACHE_HOME'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
