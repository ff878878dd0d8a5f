/**
 * The tree that the house rules read: every text file git knows or would add, parsed when first asked for.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

export const root = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** TypeScript or JavaScript. */
  readonly isCode: boolean;
  readonly lineCount: number;
  /** The syntax tree, with parents. */
  readonly syntax: ts.SourceFile;
  /** Every node of the syntax tree, outer before inner. */
  readonly nodes: readonly ts.Node[];
  /** The line, from 1, of an offset into the text. */
  lineAt(offset: number): number;
}

export type Tree = ReadonlyMap<string, SourceFile>;

/** The tree of a set of texts. */
export function treeOf(texts: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(texts).map(([path, text]) => [path, sourceFile(path, text)]));
}

/** The repository as it lies on disk: tracked files and new ones, without what is ignored, deleted or binary. */
export function readTree(): Tree {
  const texts: Record<string, string> = {};
  for (const path of listFiles()) {
    const text = readFileSync(join(root, path), 'utf8');
    if (!text.slice(0, 8000).includes('\0')) texts[path] = text;
  }
  return treeOf(texts);
}

/** Paths of the tracked and the new files that are there, from the root. */
export function listFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
}

/** Whether a path is TypeScript or JavaScript. */
export function isCode(path: string): boolean {
  return /\.(ts|tsx|mts|mjs|js)$/.test(path);
}

function sourceFile(path: string, text: string): SourceFile {
  let syntax: ts.SourceFile | undefined;
  let nodes: ts.Node[] | undefined;
  const parsed = () => {
    syntax ??= parse(path, text);
    return syntax;
  };
  return {
    path,
    text,
    isCode: isCode(path),
    lineCount: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
    get syntax() {
      return parsed();
    },
    get nodes() {
      nodes ??= flatten(parsed());
      return nodes;
    },
    lineAt: (offset) => parsed().getLineAndCharacterOfPosition(offset).line + 1,
  };
}

function parse(path: string, text: string): ts.SourceFile {
  // Docstrings are read as comments, so that the parser need not understand them.
  const options = { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone };
  return ts.createSourceFile(path, text, options, true, scriptKind(path));
}

function scriptKind(path: string): ts.ScriptKind {
  if (path.endsWith('.tsx')) return ts.ScriptKind.TSX;
  return /\.m?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JS;
}

function flatten(start: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(start);
  return nodes;
}
