/**
 * One command of a story.
 */
import type fc from 'fast-check';
import type { Books } from './books.ts';
import type { World } from './world.ts';

export class Step implements fc.AsyncCommand<Books, World> {
  readonly #what: string;
  readonly #act: (books: Books, world: World) => Promise<void>;
  constructor(what: string, act: (books: Books, world: World) => Promise<void>) {
    this.#what = what;
    this.#act = act;
  }
  check(): boolean {
    return true;
  }
  run(books: Books, world: World): Promise<void> {
    return this.#act(books, world);
  }
  toString(): string {
    return this.#what;
  }
}
