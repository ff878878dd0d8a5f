/**
 * Where mail goes while no mail server is set: a folder with one file a mail, for a person or a test to read. Several
 * processes may write to it at once.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import { LocalMail } from '#protocol/http/mail.ts';
import type { Mailer } from './mail.ts';

export interface LocalOutbox extends Mailer {
  /** The newest first. @param to only those to this address @param most at most so many */
  list(to: string | undefined, most: number): Promise<LocalMail[]>;
}

const mostKept = 200;
const extension = '.json';

/** The folder is made with the first mail. */
export function openLocalOutbox({ folder, clock }: { readonly folder: string; readonly clock: Clock }): LocalOutbox {
  let written = 0;
  return {
    send: async ({ to, subject, text }) => {
      // Files sort by time, and within one instant as they were written.
      written += 1;
      const id = `${String(clock.now()).padStart(15, '0')}-${String(written).padStart(9, '0')}-${newId(clock.now())}`;
      const mail: LocalMail = { id, to, subject, text, at: new Date(clock.now()).toISOString() };
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `.${id}`);
      await writeFile(draft, JSON.stringify(mail, null, 2), { mode: 0o600 });
      await rename(draft, join(folder, `${id}${extension}`));
      for (const name of (await namesIn(folder)).slice(mostKept)) await rm(join(folder, name), { force: true });
    },
    list: async (to, most) => {
      const found: LocalMail[] = [];
      for (const name of await namesIn(folder)) {
        const mail = await readMail(join(folder, name));
        if (mail !== undefined && (to === undefined || mail.to === to.toLowerCase())) found.push(mail);
        if (found.length === most) break;
      }
      return found;
    },
    close: () => undefined,
  };
}

/** The newest first. */
async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.endsWith(extension))
    .sort()
    .reverse();
}

/** Undefined where another process took it away meanwhile, or it is none. */
async function readMail(path: string): Promise<LocalMail | undefined> {
  try {
    return LocalMail.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
