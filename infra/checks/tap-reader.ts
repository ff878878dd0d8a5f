/**
 * Reads TAP line by line: counts assertions, remembers what failed and what was not run with its reason, and tells of
 * each file when it is through. A subtest's own result line is not counted, unless it failed and nothing inside did.
 */
export interface FileResult {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly notRun: number;
  /** As tap says it, "1234.5ms". */
  readonly time: string;
}

export interface Totals {
  passed: number;
  readonly failed: string[];
  readonly notRun: string[];
}

const result = /^( *)(not )?ok(?: \d+)?(?: - )?(.*?)(?: # time=([\d.]+m?s))?$/;
const subtest = /^( *)# Subtest: (.*)$/;
const skipped = /^(.*?)\s*# (?:SKIP|TODO)\b\s*(.*)$/i;
const indentWidth = 4;

export class TapReader {
  readonly totals: Totals = { passed: 0, failed: [], notRun: [] };
  readonly #through: (file: FileResult) => void;
  /** Titles of the subtests we are in, outermost (the file) first. */
  #path: string[] = [];
  #lastIndent = 0;
  #detailIndent: number | undefined;
  #before = { passed: 0, failed: 0, notRun: 0 };

  constructor(through: (file: FileResult) => void) {
    this.#through = through;
  }

  /** Takes the next line. */
  read(line: string): void {
    if (this.#inDetail(line)) return;
    const opening = subtest.exec(line);
    if (opening !== null) {
      const [, indent = '', title = ''] = opening;
      this.#path = [...this.#path.slice(0, indent.length / indentWidth), title];
      return;
    }
    const found = result.exec(line);
    if (found === null) {
      if (/^ *1\.\.\d+/.test(line)) this.#lastIndent = line.length - line.trimStart().length;
      return;
    }
    const [, indent = '', not, title = '', time = ''] = found;
    const closes = this.#lastIndent > indent.length;
    this.#lastIndent = indent.length;
    this.#path = this.#path.slice(0, indent.length / indentWidth);
    this.#count(title, not === undefined, closes);
    if (indent.length === 0) this.#fileIsThrough(title, time);
  }

  #count(title: string, ok: boolean, closes: boolean): void {
    const [, name = title, reason = ''] = skipped.exec(title) ?? [];
    const full = [...this.#path, name].join(' › ');
    if (name !== title) this.totals.notRun.push(`${full}: ${reason.replace(/^not run:\s*/, '') || 'no reason given'}`);
    else if (!closes && ok) this.totals.passed += 1;
    else if (!ok && !(closes && this.totals.failed.some((failure) => failure.startsWith(full))))
      this.totals.failed.push(full);
  }

  #fileIsThrough(title: string, time: string): void {
    const { passed, failed, notRun } = this.totals;
    const before = this.#before;
    this.#before = { passed, failed: failed.length, notRun: notRun.length };
    this.#through({
      file: title,
      passed: passed - before.passed,
      failed: failed.length - before.failed,
      notRun: notRun.length - before.notRun,
      time,
    });
  }

  /** The YAML block below a failure may hold anything, lines that look like results too. */
  #inDetail(line: string): boolean {
    const indent = line.length - line.trimStart().length;
    if (this.#detailIndent === undefined) {
      if (line.trim() === '---') this.#detailIndent = indent;
      return this.#detailIndent !== undefined;
    }
    if (line.trim() === '...' && indent === this.#detailIndent) this.#detailIndent = undefined;
    return true;
  }
}
