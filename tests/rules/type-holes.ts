/** No `any`, no non-null `!`, no definite-assignment `!`: what the compiler does not know, we check. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';

export const typeHoles: Rule = {
  name: 'type-holes',
  why: 'A type that lies is worse than none: the crash comes later and elsewhere.',
  check(file) {
    if (!file.isCode) return [];
    return file.nodes.flatMap((node) => {
      const found = looseness(node);
      return found === undefined ? [] : [problem(file, node, found.what, found.instead)];
    });
  },
  examples: {
    refused: [
      { 'server/a.ts': 'let a: any;' },
      { 'tests/a.ts': 'const a = b as any;' },
      { 'server/a.ts': 'const a = b!.c;' },
      { 'server/a.ts': 'class A { b!: string }' },
    ],
    accepted: [{ 'server/a.ts': "const any = !b; let a: unknown; const c = 'any'; if (a !== b) any();" }],
  },
};

function looseness(node: ts.Node): { what: string; instead: string } | undefined {
  if (node.kind === ts.SyntaxKind.AnyKeyword) {
    return { what: 'any', instead: 'write unknown and narrow it, or parse it with zod' };
  }
  const definite =
    (ts.isPropertyDeclaration(node) || ts.isVariableDeclaration(node)) && node.exclamationToken !== undefined;
  if (!ts.isNonNullExpression(node) && !definite) return undefined;
  return { what: 'non-null !', instead: 'use present() of server/kernel/assert.ts, or make absence a case' };
}
