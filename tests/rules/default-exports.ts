/** Names are exported by name, so that one thing has one name everywhere. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';

/** Files whose tool demands a default export. */
const demanded = /(^|\/)[^/]+\.config\.(ts|mjs)$|^\.dependency-cruiser\.mjs$|\.d\.ts$/;

export const defaultExports: Rule = {
  name: 'default-exports',
  why: 'A default export is renamed by every importer, and search finds none of them.',
  check(file) {
    if (!file.isCode || demanded.test(file.path)) return [];
    return file.nodes
      .filter(isDefaultExport)
      .map((node) => problem(file, node, 'default export', 'export it by its name'));
  },
  examples: {
    refused: [
      { 'server/a.ts': 'export default 1;' },
      { 'web-client/src/a.tsx': 'export default function A() {}' },
      { 'server/a.ts': 'const a = 1; export { a as default };' },
      { 'server/a.ts': "export { default } from './b.ts';" },
    ],
    accepted: [
      { 'web-client/vite.config.ts': 'export default {};', '.dependency-cruiser.mjs': 'export default {};' },
      { 'server/a.ts': "export const a = 1; import b from 'b'; export { default as c } from 'c';" },
    ],
  },
};

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  return node.kind === ts.SyntaxKind.DefaultKeyword && ts.isModifier(node);
}
