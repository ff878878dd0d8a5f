/**
 * What a house rule is: a name, a reason, a check of one file, and examples that prove it. `index.ts` lists them all.
 */
import type { Node } from 'typescript';
import type { SourceFile, Tree } from './tree.ts';

/** What is wrong where, and what to do instead. */
export interface Problem {
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly what: string;
  readonly instead: string;
}

/** Path → text of the files of a small tree. */
export type Example = Readonly<Record<string, string>>;

export interface Rule {
  readonly name: string;
  /** One sentence on what the rule keeps away from us. */
  readonly why: string;
  check(file: SourceFile, tree: Tree): Problem[];
  /** Each refused example has at least one problem, each accepted one none; `rules.test.ts` holds the rule to them. */
  readonly examples: { readonly refused: readonly Example[]; readonly accepted: readonly Example[] };
}

/** A problem at a node, at an offset into the text, or (absent) with the file as a whole. */
export function problem(file: SourceFile, at: Node | number | undefined, what: string, instead: string): Problem {
  const offset = typeof at === 'number' ? at : (at?.getStart(file.syntax) ?? 0);
  return { path: file.path, line: file.lineAt(offset), what, instead };
}

/** `path:line — what — instead`, as editors and terminals link it. */
export function describeProblem({ path, line, what, instead }: Problem): string {
  return `${path}:${line} — ${what} — ${instead}`;
}
