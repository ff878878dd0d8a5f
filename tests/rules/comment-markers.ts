/** The only markers in comments are a note and a to-do with its issue; nothing in a comment switches a check off. */
import ts from 'typescript';
import { problem, type Rule } from './rule.ts';
import type { SourceFile } from './tree.ts';

const markers: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  { pattern: /\bTODO\b(?!\(#?\d+\))/g, instead: 'write TODO(12) with the number of an open issue, or do it' },
  { pattern: /\b(FIXME|XXX|HACK)\b/g, instead: 'fix it, or write TODO(12) with the number of an open issue' },
  {
    pattern: /@ts-(ignore|nocheck)\b/g,
    instead: 'fix the type; @ts-expect-error with a reason where a library is wrong',
  },
  { pattern: /@ts-expect-error(?![ \t:]+[^\s:])/g, instead: 'say after it which error is expected and why' },
  {
    pattern: /\b(eslint|tslint|prettier)-(disable|ignore)/g,
    instead: 'fix it; biome-ignore with a reason where it cannot be',
  },
];

export const commentMarkers: Rule = {
  name: 'comment-markers',
  why: 'A leftover without an owner is never done, and a check that is switched off is not one.',
  check(file) {
    if (!file.isCode) return [];
    return markers.flatMap(({ pattern, instead }) =>
      [...file.text.matchAll(pattern)]
        .filter((match) => isInComment(file, match.index))
        .map((match) => problem(file, match.index, `leftover "${match[0]}"`, instead)),
    );
  },
  examples: {
    refused: [
      { 'server/a.ts': '// TODO: later\n' },
      { 'server/a.ts': 'const a = 1; /* FIXME */' },
      { 'server/a.ts': '// @ts-ignore\na();' },
      { 'server/a.ts': '// @ts-expect-error\na();' },
      { 'web-client/src/a.tsx': 'const a = <p>{/* XXX */}</p>;' },
      { 'server/a.ts': '/* eslint-disable */' },
    ],
    accepted: [
      { 'server/a.ts': "// TODO(12) lanes, NOTE: and `TODO(#7)`\nconst a = 'TODO'; const b = /FIXME/; // todo list" },
      { 'web-client/src/a.tsx': 'const a = <p>TODO</p>; const b = `XXX FIXME`;' },
      { 'server/a.ts': '// @ts-expect-error the typings of x 2.1 lack y\na();' },
    ],
  },
};

/** Whether an offset lies between tokens, where only comments can hold words. */
function isInComment(file: SourceFile, offset: number): boolean {
  const innermost = file.nodes.findLast((node) => node.pos <= offset && offset < node.end);
  if (innermost === undefined) return true;
  const isToken = ts.isToken(innermost) && innermost.kind !== ts.SyntaxKind.EndOfFileToken;
  return !(isToken && innermost.getStart(file.syntax) <= offset);
}
