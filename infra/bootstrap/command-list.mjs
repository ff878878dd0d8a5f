/** The commands of `node infra/run.mjs`: what each takes, and those that a later release brings. */

/**
 * @typedef {object} Command
 * @property {boolean} services it starts Redis, Postgres and the media worker
 * @property {boolean} browser it drives a browser
 * @property {boolean} [postgres15] it runs the ledger on Debian's Postgres 15 too; what needs that is counted as not run without it
 * @property {'required' | 'welcome'} [turn] it runs coturn; `welcome`: what needs it is counted as not run without it
 */

/** @type {Readonly<Record<string, Command>>} */
export const commands = {
  start: { services: true, browser: false },
  test: { services: true, browser: true, postgres15: true, turn: 'welcome' },
  check: { services: false, browser: false },
  bench: { services: true, browser: true },
  prove: { services: true, browser: true, postgres15: true },
  load: { services: true, browser: false },
  renew: { services: false, browser: false },
  audit: { services: false, browser: false },
  archive: { services: false, browser: false },
  backup: { services: false, browser: false },
  restore: { services: false, browser: false },
  turn: { services: false, browser: false, turn: 'required' },
};

/** Commands whose feature does not exist yet. @type {Readonly<Record<string, string>>} */
export const later = {
  relay: 'the headless supporter',
};
