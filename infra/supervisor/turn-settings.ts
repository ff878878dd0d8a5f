/** What a development TURN server (`npm run turn`) leaves in the data directory for the next start of Busker. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './process-identity.ts';
import { readRunFile } from './run-file.ts';

/** Where it keeps what. @param dataDir the data directory */
export function turnFiles(dataDir: string) {
  const folder = join(dataDir, 'turn');
  return {
    folder,
    run: join(folder, 'run.json'),
    lock: join(folder, 'lock'),
    secret: join(folder, 'secret'),
    settings: join(folder, 'settings.json'),
  };
}

/** TURN_URLS and TURN_SECRET of one that runs now; none where there is none, or it is gone. */
export function turnSettings(dataDir: string): Readonly<Record<string, string>> {
  const files = turnFiles(dataDir);
  const { turn } = readRunFile(files.run).children;
  if (turn === undefined || !isAlive(turn)) return {};
  try {
    const { urls } = JSON.parse(readFileSync(files.settings, 'utf8')) as { urls: string[] };
    return { TURN_URLS: urls.join(','), TURN_SECRET: readFileSync(files.secret, 'utf8').trim() };
  } catch {
    return {};
  }
}
