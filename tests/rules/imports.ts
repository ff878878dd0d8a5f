/** The module specifiers of a file, and the files of the tree they mean. */
import { posix } from 'node:path';
import ts from 'typescript';
import type { SourceFile, Tree } from './tree.ts';

/** The `imports` of package.json: one alias a folder of the server, and Prisma's. */
const aliases = /^#(protocol|kernel|platform|config|prisma)\//;

export interface Specifier {
  readonly node: ts.StringLiteralLike;
  readonly text: string;
}

/** What a file imports, re-exports, imports on demand or names as a type, in order. */
export function specifiersOf(file: SourceFile): Specifier[] {
  return file.nodes.flatMap((node) => {
    const specifier = specifierOf(node);
    return specifier === undefined || !ts.isStringLiteralLike(specifier)
      ? []
      : [{ node: specifier, text: specifier.text }];
  });
}

/** The path a relative or `#` specifier means, from the root; undefined for packages. */
export function pathOf(from: string, specifier: string): string | undefined {
  const plain = specifier.replace(/\?.*$/, '');
  if (plain.startsWith('.')) return posix.join(posix.dirname(from), plain);
  const alias = aliases.exec(plain);
  if (alias === null) return undefined;
  return alias[1] === 'prisma' ? plain.slice(1) : `server/${plain.slice(1)}`;
}

/** The code files that a file names: imported, or in a string from its folder or from the root (a child's entry). */
export function filesNamedBy(file: SourceFile, tree: Tree): SourceFile[] {
  return file.nodes.flatMap((node) => {
    if (!ts.isStringLiteralLike(node) || !/\.(tsx?|mjs|js)(\?.*)?$/.test(node.text)) return [];
    const candidates = [pathOf(file.path, node.text), posix.join(posix.dirname(file.path), node.text), node.text];
    const named = candidates.map((path) => (path === undefined ? undefined : tree.get(path)));
    return named.find((found) => found?.isCode) ?? [];
  });
}

function specifierOf(node: ts.Node): ts.Expression | ts.TypeNode | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0];
  return undefined;
}
