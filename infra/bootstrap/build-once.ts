/** Makes something from files only when they have changed since, or when what was made is gone. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contentStamp, readStamp, writeStamp } from './content-stamp.mjs';
import type { Steps, Tell } from './steps.mjs';

export interface Build {
  /** Of its stamp. */
  readonly name: string;
  /** Of its step. */
  readonly title: string;
  /** Files and folders from the root. */
  readonly inputs: readonly string[];
  /** From the root: there when it was made. */
  readonly output: string;
  readonly make: (tell: Tell) => Promise<void>;
}

/** Makes it, as a step, where its stamp says so. */
export async function buildOnce(root: string, build: Build, steps: Steps): Promise<void> {
  const file = join(root, 'node_modules/.cache/busker', `${build.name}.stamp`);
  const stamp = contentStamp(root, build.inputs);
  if (existsSync(join(root, build.output)) && readStamp(file) === stamp) return;
  await steps.step(build.title, build.make);
  writeStamp(file, stamp);
}
