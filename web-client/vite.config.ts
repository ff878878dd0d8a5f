/**
 * How the page is built: everything in files of our own origin, because the server's CSP allows nothing else
 * (no data: URLs, no inline scripts), and names with hashes, so that the server may let them be kept for ever.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, type Rollup } from 'vite';

const server = process.env.BUSKER_DEV_SERVER ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFont(), startEarly(), precompress()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      // The design system is met at one door; without this the first page would carry every part of it.
      treeshake: { moduleSideEffects: [{ test: /\/web-client\/src\/ui\/[^/]+\.tsx?$/, sideEffects: false }] },
      input: {
        index: `${import.meta.dirname}/index.html`,
        early: `${import.meta.dirname}/src/early.ts`,
        overlay: `${import.meta.dirname}/overlay.html`,
        play: `${import.meta.dirname}/play.html`,
      },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 2 },
            // In one sheet in front of all others: a feature may say otherwise, whichever of its pages is loaded first.
            { name: 'ui-styles', test: /web-client\/src\/ui\/[^/]+\.css/, priority: 3 },
            { name: 'zod', test: /node_modules\/zod\/|server\/protocol\/|src\/api\/zod-without-eval/, priority: 2 },
          ],
        },
      },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': server, '/ws': { target: server, ws: true } },
  },
});

/** The typeface is asked for with the page, not after its style sheet. */
function preloadFont(): Plugin {
  return {
    name: 'busker:preload-font',
    apply: 'build',
    transformIndexHtml: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          attrs: { rel: 'preload', href: `/${file}`, as: 'font', type: 'font/woff2', crossorigin: true },
          injectTo: 'head',
        })),
  };
}

/**
 * The early entry is a script of its own, which starts the page's: as one, it would wait for all of React. Everything that
 * either will import is asked for at once, what is needed first in front. What is marked `data-only="room"` the server
 * leaves out of every other page, what is marked `data-only="other"` out of rooms.
 */
function startEarly(): Plugin {
  return {
    name: 'busker:start-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle, filename }) {
        if (!filename.endsWith('index.html')) return html;
        const built = builtChunks(bundle ?? {});
        const [early, room] = [built.withImports('/src/early.ts'), built.withImports('/src/app/pages/room.tsx')];
        const page = built.withImports('/src/main.tsx');
        const only = { 'data-only': 'room' };
        const preload = (file: string) => ({ tag: 'link', attrs: { rel: 'modulepreload', href: `/${file}`, ...only } });
        const [start = '', entry = ''] = [early[0], page[0]];
        return {
          // Rooms: by the early entry.
          html: html.replace(`src="/${entry}"`, (source) => `data-only="other" ${source}`),
          tags: [
            {
              tag: 'script',
              attrs: { type: 'module', async: true, src: `/${start}`, ...only },
              injectTo: 'head-prepend',
            },
            ...early.slice(1).map((file) => ({ ...preload(file), injectTo: 'head-prepend' as const })),
            { tag: 'link', attrs: { rel: 'modulepreload', href: `/${entry}`, 'data-page': true, ...only } },
            ...room.filter((file) => !page.includes(file) && !early.includes(file)).map(preload),
          ],
        };
      },
    },
  };
}

/** Beside each file one that the server hands out instead: everybody downloads it, so it is compressed once and well. */
function precompress(): Plugin {
  return {
    name: 'busker:precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const { fileName } of Object.values(bundle)) {
        if (!/^assets\/.*\.(js|css|svg)$/.test(fileName)) continue;
        const content = await readFile(join(dir, fileName));
        await writeFile(join(dir, `${fileName}.br`), brotliCompressSync(content));
        await writeFile(join(dir, `${fileName}.gz`), gzipSync(content, { level: 9 }));
      }
    },
  };
}

function builtChunks(bundle: Rollup.OutputBundle) {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  return {
    /** Files of the chunk that a module is in, and of everything it imports by any way, itself first. */
    withImports(module: string): string[] {
      const first = chunks.find(({ modules }) => Object.keys(modules).some((id) => id.endsWith(module)));
      if (first === undefined) throw new Error(`${module} was not built`);
      const files = new Set([first.fileName]);
      // Grows while it is gone through.
      for (const file of files)
        for (const one of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) files.add(one);
      return [...files];
    },
  };
}
