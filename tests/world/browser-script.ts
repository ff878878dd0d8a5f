/**
 * Scripts for pages, written in TypeScript with imports: bundled in memory into one text that a page can be given.
 */
import { build, type Rolldown } from 'vite';

/** `module` for `<script type="module">`, `script` for what a page runs before anything of its own (no top-level await). */
export type ScriptForm = 'module' | 'script';

/**
 * The script of an entry file, minified.
 * @throws with Vite's message where it cannot be built
 */
export async function bundleForPage(entry: URL, form: ScriptForm): Promise<string> {
  const built = await build({
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'esnext',
      minify: true,
      lib: { entry: entry.pathname, formats: [form === 'module' ? 'es' : 'iife'], name: 'page' },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]) as Rolldown.RolldownOutput[];
  const code = outputs[0]?.output[0].code;
  if (code === undefined) throw new Error(`Nothing was built of ${entry.pathname}`);
  return code;
}
