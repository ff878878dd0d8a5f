/** What Busker needs of the system itself: programs and libraries, how each is recognised, the Debian package it is in. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, hasHeader } from './find-command.mjs';

/**
 * @typedef {object} SystemNeed
 * @property {string} what the name a person knows it by
 * @property {string} why
 * @property {readonly string[]} packages Debian packages that bring it
 * @property {string} [service] what Debian starts by itself with it, and Busker has no use for
 * @property {boolean} required without it the command cannot run; otherwise some tests are counted as not run
 */
/** @typedef {Readonly<Record<string, string | undefined>>} Environment */

/** The browsers that journeys can drive, in order of preference. */
export const chromiumNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** @param {Environment} env @returns {SystemNeed[]} */
export function redisNeed(env) {
  if (env.REDIS_URL || env.REDIS_URL_FILE || findCommand('redis-server', env)) return [];
  const why = 'keeps sessions, queues and live events (REDIS_URL is not set)';
  return [{ what: 'Redis', why, packages: ['redis-server'], required: true }];
}

/** @param {Environment} env @returns {SystemNeed[]} */
export function chromiumNeed(env) {
  if (chromiumNames.some((name) => findCommand(name, env))) return [];
  return [{ what: 'Chromium', why: 'runs the browser journeys', packages: ['chromium'], required: false }];
}

/** @param {Environment} env @param {boolean} required @returns {SystemNeed[]} */
export function turnNeed(env, required) {
  if (findCommand('turnserver', env)) return [];
  const why = 'relays media where no direct way is to be had; the service that Debian starts with it is stopped again';
  return [{ what: 'The TURN server', why, packages: ['coturn'], service: 'coturn', required }];
}

/** Where the Debian package postgresql-15 puts its programs. */
export const postgres15Programs = '/usr/lib/postgresql/15/bin';

/** Only Debian 12 has it. @param {string} programs @param {string} release the file that names the system @returns {SystemNeed[]} */
export function postgres15Need(programs = postgres15Programs, release = '/etc/os-release') {
  if (existsSync(join(programs, 'postgres')) || !existsSync(release)) return [];
  if (!/^VERSION_CODENAME=bookworm$/m.test(readFileSync(release, 'utf8'))) return [];
  const why = 'the ledger is tested on it too; the service that Debian starts with it is stopped again';
  return [{ what: 'Postgres 15', why, packages: ['postgresql-15'], service: 'postgresql', required: false }];
}

/** The first OpenSSL of Debian 12 whose DTLS drops records that are too short, as RFC 6347 asks. */
const soundOpenssl = '3.0.22';

/**
 * A media worker that was built here uses the system's OpenSSL. Up to 3.0.20 a stranger ends anybody's connection with one short packet in their
 * name (docs/decisions/0041-openssl-of-the-worker.md).
 * @param {Environment} env @returns {SystemNeed[]}
 */
export function opensslNeed(env) {
  const query = findCommand('dpkg-query', env);
  const dpkg = findCommand('dpkg', env);
  if (query === undefined || dpkg === undefined) return [];
  const { stdout } = spawnSync(query, ['--status', 'libssl3'], { encoding: 'utf8' });
  const version = /^Version: (\S+)$/m.exec(stdout ?? '')?.[1];
  // Not installed: whatever brings it brings the newest.
  if (version === undefined) return [];
  if (spawnSync(dpkg, ['--compare-versions', version, 'ge', soundOpenssl]).status === 0) return [];
  // Each is of the version of the other.
  const packages = ['libssl3', ...(hasHeader('openssl/ssl.h') ? ['libssl-dev'] : [])];
  const why = `with OpenSSL ${version} one forged packet ends somebody's stream`;
  return [{ what: `OpenSSL ${soundOpenssl}`, why, packages, required: false }];
}

/** What building the media worker takes. @param {Environment} env @returns {SystemNeed[]} */
export function workerBuildNeeds(env) {
  /** @param {string} name */
  const lacks = (name) => findCommand(name, env) === undefined;
  const packages = [
    ...(lacks('c++') && lacks('g++') ? ['g++'] : []),
    ...(lacks('cmake') ? ['cmake'] : []),
    ...(lacks('ninja') ? ['ninja-build'] : []),
    ...(lacks('flatc') ? ['flatbuffers-compiler'] : []),
    ...(hasHeader('flatbuffers/flatbuffers.h') ? [] : ['libflatbuffers-dev']),
    ...(hasHeader('uv.h') ? [] : ['libuv1-dev']),
    ...(hasHeader('openssl/ssl.h') ? [] : ['libssl-dev']),
    ...(hasHeader('srtp2/srtp.h') ? [] : ['libsrtp2-dev']),
    ...(hasHeader('absl/container/flat_hash_map.h') ? [] : ['libabsl-dev']),
  ];
  if (packages.length === 0) return [];
  const why = 'build the media worker, whose prebuilt binary cannot be downloaded here';
  return [{ what: 'The tools and libraries of the media worker', why, packages, required: true }];
}
