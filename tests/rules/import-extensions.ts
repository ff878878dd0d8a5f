/** A specifier of ours is written as the file is named, extension and all: Node runs the sources as they lie. */
import { pathOf, specifiersOf } from './imports.ts';
import { problem, type Rule } from './rule.ts';

const extensions = /\.(ts|tsx|mts|mjs|json|css|svg|png|webp|wasm|html|woff2)$/;

export const importExtensions: Rule = {
  name: 'import-extensions',
  why: 'Node strips types and guesses no names.',
  check(file) {
    if (!file.isCode) return [];
    return specifiersOf(file).flatMap(({ node, text }) => {
      const path = pathOf(file.path, text);
      if (path === undefined || extensions.test(path)) return [];
      return [problem(file, node, `"${text}" does not end as the file does`, 'add the extension, .ts or .tsx')];
    });
  },
  examples: {
    refused: [
      { 'server/a.ts': "import { b } from './b';" },
      { 'server/a.ts': "import { b } from './b.js';" },
      { 'server/a.ts': "export * from '#kernel/ids';" },
      { 'server/a.ts': "type B = import('./b').B; const c = await import('../c');" },
    ],
    accepted: [
      { 'server/a.ts': "import { b } from './b.ts'; import z from 'zod'; import c from '#kernel/c.ts';" },
      { 'web-client/src/a.tsx': "import './a.css'; import clip from './b.svg?url'; const c = import('./c.tsx');" },
    ],
  },
};
