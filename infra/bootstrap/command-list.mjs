/** The commands of `node infra/run.mjs`: what each takes, and those that a later release brings. */

/**
 * @typedef {object} Command
 * @property {boolean} services it starts Redis, Postgres and the media worker
 * @property {boolean} browser it drives a browser
 */

/** @type {Readonly<Record<string, Command>>} */
export const commands = {
  start: { services: true, browser: false },
  test: { services: true, browser: true },
  check: { services: false, browser: false },
  bench: { services: true, browser: true },
  prove: { services: true, browser: true },
  load: { services: true, browser: false },
  audit: { services: false, browser: false },
};

/** Commands whose feature does not exist yet. @type {Readonly<Record<string, string>>} */
export const later = {
  turn: 'the development TURN server',
  relay: 'the headless supporter',
};
