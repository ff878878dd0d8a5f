/**
 * A refusal: an expected "no" with a code, a sentence for the person and typed facts. Domains throw it; only the edges
 * (HTTP, socket) know what status it becomes. The closed list of codes is `protocol/errors.ts`.
 */
export type Facts = Readonly<Record<string, unknown>>;

export class Refusal<Code extends string = string> extends Error {
  readonly code: Code;
  readonly facts: Facts;
  /** @param message a sentence that may be shown to the person; nothing internal. */
  constructor(code: Code, message: string, facts: Facts = {}) {
    super(message);
    this.code = code;
    this.facts = facts;
  }
}
