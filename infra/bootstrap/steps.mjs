/**
 * Progress on the terminal: a line a step with its name, state and time. On a terminal the running step ticks; elsewhere
 * (a log file, CI) its start and its end are plain lines.
 */

/** @typedef {(text: string) => void} Tell what a step says about its own progress */
/**
 * @typedef {object} Steps
 * @property {<T>(name: string, work: (tell: Tell) => Promise<T>) => Promise<T>} step runs the work and shows it
 * @property {(line: string) => void} say prints a line between the steps
 */

const tickMs = 200;
const plainTellMs = 15_000;

/**
 * @param {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} out
 * @returns {Steps}
 */
export function createSteps(out = process.stdout) {
  let drawn = false;
  const clear = () => {
    if (drawn) out.write('\r\x1b[K');
    drawn = false;
  };
  /** @param {string} line */
  const say = (line) => {
    clear();
    out.write(`${line}\n`);
  };
  /** @param {string} line */
  const draw = (line) => {
    out.write(`\r\x1b[K${line.slice(0, (out.columns ?? 80) - 1)}`);
    drawn = true;
  };
  /** @type {Steps['step']} */
  const step = async (name, work) => {
    const started = performance.now();
    const elapsed = () => seconds(performance.now() - started);
    const tell = out.isTTY ? ticking(name, elapsed, draw) : plain(name, elapsed, say);
    try {
      const result = await work(tell.tell);
      say(`  ✔ ${name} (${elapsed()})`);
      return result;
    } catch (problem) {
      say(`  ✘ ${name} (${elapsed()})`);
      throw problem;
    } finally {
      tell.end();
    }
  };
  return { step, say };
}

/** @param {string} name @param {() => string} elapsed @param {(line: string) => void} draw */
function ticking(name, elapsed, draw) {
  let text = '';
  const show = () => draw(`  … ${name} ${elapsed()} ${text}`);
  const timer = setInterval(show, tickMs);
  show();
  return {
    /** @type {Tell} */
    tell: (said) => {
      text = said;
    },
    end: () => clearInterval(timer),
  };
}

/** @param {string} name @param {() => string} elapsed @param {(line: string) => void} say */
function plain(name, elapsed, say) {
  let saidAt = performance.now();
  say(`  … ${name}`);
  return {
    /** @type {Tell} */
    tell: (text) => {
      if (performance.now() - saidAt < plainTellMs) return;
      saidAt = performance.now();
      say(`    ${name}: ${text} (${elapsed()})`);
    },
    end: () => {},
  };
}

/** @param {number} durationMs */
function seconds(durationMs) {
  const total = durationMs / 1000;
  return total < 60 ? `${total.toFixed(1)} s` : `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}
