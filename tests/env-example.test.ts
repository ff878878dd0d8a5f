/**
 * `.env.example` is held against the table of settings: every one is there with its default and its sentence, and no other.
 */
import { readFileSync } from 'node:fs';
import t from 'tap';
import { type SettingName, settings } from '../server/config/env.ts';

/** The file as it should be. */
function expected(): string {
  const names = Object.keys(settings) as SettingName[];
  const lines = names.map((name) => `# ${settings[name].about}\n${line(name, settings[name].fallback)}\n`);
  return `# Every setting of Busker. NAME_FILE instead of NAME reads the value from a file.\n\n${lines.join('\n')}`;
}

function line(name: string, fallback: string | undefined): string {
  return fallback === undefined ? `#${name}=` : `${name}=${fallback}`;
}

t.test('.env.example lists every setting with its default and its purpose', (test) => {
  const path = new URL('../.env.example', import.meta.url);
  test.equal(readFileSync(path, 'utf8'), expected(), 'the file agrees with server/config/env.ts');
  test.end();
});
