/**
 * How the page is built: everything in files of our own origin, because the server's CSP allows nothing else
 * (no data: URLs, no inline scripts), and names with hashes, so that the server may let them be kept for ever.
 */
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.BUSKER_DEV_SERVER ?? 'http://localhost:3000';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), preloadFont(), startEarly()],
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
 * The early entry is a script of its own in front of the page's: as one, it would wait for all of React. What is marked
 * `data-only="room"` the server leaves out of every other page.
 */
function startEarly(): Plugin {
  return {
    name: 'busker:start-early',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, filename }) {
        if (!filename.endsWith('index.html')) return [];
        const chunks = Object.values(bundle ?? {}).filter((output) => output.type === 'chunk');
        const early = chunks.find(({ isEntry, name }) => isEntry && name === 'early');
        if (early === undefined) throw new Error('The early entry was not built');
        const attrs = (given: Record<string, string>) => ({ ...given, 'data-only': 'room' });
        const ahead = early.imports.map((file) => attrs({ rel: 'modulepreload', href: `/${file}` }));
        return [
          { tag: 'script', attrs: attrs({ type: 'module', src: `/${early.fileName}` }), injectTo: 'head-prepend' },
          ...ahead.map((link) => ({ tag: 'link', attrs: link, injectTo: 'head-prepend' as const })),
        ];
      },
    },
  };
}
