/** A child's output: into its log file, its last lines kept for a reason of death, its warnings told on the terminal. */
import { createWriteStream, renameSync, statSync, type WriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

const rotateAtBytes = 10 * 1024 * 1024;
const keptLines = 12;
const warning = 40;
const longestNotice = 160;
/** A child in trouble says much; the terminal gets a sample, the log has it all. */
const betweenNoticesMs = 1_000;

export class ChildLog {
  readonly file: string;
  readonly #stream: WriteStream;
  readonly #notice: (line: string) => void;
  #lastLines: string[] = [];
  #lastTold = { text: '', atMs: Number.NEGATIVE_INFINITY };

  /** @param notice is told of warnings, errors, and of a log that can no longer be written */
  constructor(file: string, notice: (line: string) => void) {
    rotate(file);
    this.file = file;
    this.#notice = notice;
    this.#stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
    this.#stream.once('error', (error) => notice(`its log cannot be written: ${error.message}`));
    this.#stream.on('error', () => undefined);
  }

  /** The last lines of the process that runs or ran last. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** Follows the output of a process that was just started. */
  follow(...streams: readonly (Readable | null)[]): void {
    this.#lastLines = [];
    for (const stream of streams) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => this.#take(line));
    }
  }

  close(): void {
    this.#stream.end();
  }

  #take(line: string): void {
    this.#stream.write(`${line}\n`);
    this.#lastLines.push(line);
    if (this.#lastLines.length > keptLines) this.#lastLines.shift();
    const told = warningIn(line);
    if (told === undefined || told === this.#lastTold.text) return;
    const nowMs = performance.now();
    if (nowMs - this.#lastTold.atMs < betweenNoticesMs) return;
    this.#lastTold = { text: told, atMs: nowMs };
    this.#notice(told);
  }
}

/** The message of a pino line of level warn or above. */
function warningIn(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level, msg, err } = JSON.parse(line);
    if (typeof level !== 'number' || level < warning) return undefined;
    const text = [msg, err?.message].filter((part) => typeof part === 'string' && part !== '').join(': ');
    return text.replace(/\s+/g, ' ').slice(0, longestNotice);
  } catch {
    return undefined;
  }
}

function rotate(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > rotateAtBytes) renameSync(file, `${file}.1`);
}
