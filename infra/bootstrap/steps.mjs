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

/** @typedef {{ isTTY?: boolean, columns?: number, write(text: string): unknown }} Out */

/** @param {Out} out @returns {Steps} */
export function createSteps(out = process.stdout) {
  const line = statusLine(out);
  /** @type {Steps['step']} */
  const step = async (name, work) => {
    const startedMs = performance.now();
    const elapsed = () => seconds(performance.now() - startedMs);
    const shown = out.isTTY ? line.add(name, elapsed) : plain(name, elapsed, line.say);
    try {
      const result = await work(shown.tell);
      shown.end();
      line.say(`  ✔ ${name} (${elapsed()})`);
      return result;
    } catch (problem) {
      shown.end();
      line.say(`  ✘ ${name} (${elapsed()})`);
      throw problem;
    }
  };
  return { step, say: line.say };
}

/**
 * The last line of a terminal, drawn again and again: all steps that run now.
 * @param {Out} out
 */
function statusLine(out) {
  /** @type {Set<() => string>} */
  const running = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const draw = () => {
    const text = [...running].map((describe) => describe()).join('   ');
    out.write(`\r\x1b[K${text.slice(0, (out.columns ?? 80) - 1)}`);
  };
  return {
    /** @param {string} text */
    say: (text) => {
      out.write(timer === undefined ? `${text}\n` : `\r\x1b[K${text}\n`);
    },
    /** @param {string} name @param {() => string} elapsed */
    add: (name, elapsed) => {
      let told = '';
      const describe = () => `  … ${name} ${elapsed()} ${told}`;
      running.add(describe);
      timer ??= setInterval(draw, tickMs);
      draw();
      return {
        /** @type {Tell} */
        tell: (text) => {
          told = text;
        },
        end: () => {
          running.delete(describe);
          if (running.size > 0) return;
          clearInterval(timer);
          timer = undefined;
          out.write('\r\x1b[K');
        },
      };
    },
  };
}

/** @param {string} name @param {() => string} elapsed @param {(line: string) => void} say */
function plain(name, elapsed, say) {
  let saidAtMs = performance.now();
  say(`  … ${name}`);
  return {
    /** @type {Tell} */
    tell: (text) => {
      if (performance.now() - saidAtMs < plainTellMs) return;
      saidAtMs = performance.now();
      say(`    ${name}: ${text} (${elapsed()})`);
    },
    end: () => undefined,
  };
}

/** @param {number} durationMs */
function seconds(durationMs) {
  const total = durationMs / 1000;
  return total < 60 ? `${total.toFixed(1)} s` : `${Math.floor(total / 60)} min ${Math.round(total % 60)} s`;
}
