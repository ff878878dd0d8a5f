/** A function is at most 60 lines, a component (a function with JSX in web-client) at most 90. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const longestFunction = 60;
const longestComponent = 90;

export const functionLength: Rule = {
  name: 'function-length',
  why: `A function longer than ${longestFunction} lines does more than one thing.`,
  check: (file) =>
    file.isCode
      ? file.nodes.filter(isFunctionWithBody).flatMap((node) => {
          const lines = file.lineAt(node.end) - file.lineAt(node.getStart(file.syntax)) + 1;
          const limit = isComponent(file, node) ? longestComponent : longestFunction;
          if (lines <= limit) return [];
          const what = `function of ${lines} lines, ${limit} are allowed`;
          return [problem(file, node, what, 'name its parts and move them out')];
        })
      : [],
  examples: {
    refused: [
      { 'server/kernel/long.ts': `function long() {\n${'step();\n'.repeat(59)}}` },
      { 'web-client/src/ui/long.tsx': `const Long = () => {\n${'step();\n'.repeat(88)}return <p />;\n};` },
    ],
    accepted: [
      { 'server/kernel/short.ts': `function short() {\n${'step();\n'.repeat(58)}}` },
      { 'web-client/src/ui/short.tsx': `const Short = () => {\n${'step();\n'.repeat(87)}return <p />;\n};` },
    ],
  },
};

/** A function, method, accessor or constructor that has a body. */
export function isFunctionWithBody(node: ts.Node): node is ts.FunctionLikeDeclaration {
  return ts.isFunctionLike(node) && 'body' in node && node.body !== undefined;
}

function isComponent(file: SourceFile, node: ts.Node): boolean {
  return file.path.startsWith('web-client/') && file.path.endsWith('.tsx') && containsJsx(node);
}

function containsJsx(node: ts.Node): boolean {
  if (ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)) return true;
  return ts.forEachChild(node, containsJsx) ?? false;
}
