/**
 * One setting of the environment: its default, what it is for, and how its text becomes a value.
 * Parsers answer with the value or throw a SettingProblem whose sentence continues "NAME …".
 */
export class SettingProblem extends Error {}

export interface Setting<T> {
  /** Text used where the variable is absent; undefined where absence has a meaning of its own. */
  readonly fallback: string | undefined;
  /** One sentence for .env.example. */
  readonly about: string;
  readonly parse: (text: string) => T;
}

/** A TCP or UDP port, 1–65535. */
export function port(fallback: string | undefined, about: string): Setting<number> {
  return { fallback, about, parse: wholeNumber(1, 65_535) };
}

/** A whole number between two bounds, both included. */
export function count(fallback: string | undefined, about: string, min: number, max: number): Setting<number> {
  return { fallback, about, parse: wholeNumber(min, max) };
}

/** Free text, never empty. */
export function text(fallback: string | undefined, about: string): Setting<string> {
  return { fallback, about, parse: (value) => value };
}

/** 0 or 1. */
export function flag(fallback: string | undefined, about: string): Setting<boolean> {
  return {
    fallback,
    about,
    parse: (value) => {
      if (value === '1' || value === 'true') return true;
      if (value === '0' || value === 'false') return false;
      throw new SettingProblem(`must be 0 or 1, not ${JSON.stringify(value)}`);
    },
  };
}

/** One word of a closed list. */
export function choice<const T extends string>(
  fallback: T | undefined,
  about: string,
  words: readonly T[],
): Setting<T> {
  return {
    fallback,
    about,
    parse: (value) => {
      const found = words.find((word) => word === value);
      if (found === undefined)
        throw new SettingProblem(`must be one of ${words.join(', ')}, not ${JSON.stringify(value)}`);
      return found;
    },
  };
}

/** An absolute URL with one of the given schemes. */
export function url(fallback: string | undefined, about: string, schemes: readonly string[]): Setting<string> {
  return {
    fallback,
    about,
    parse: (value) => {
      const scheme = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : undefined;
      if (scheme === undefined || !schemes.includes(scheme)) {
        throw new SettingProblem(`must be a ${schemes.join(' or ')} URL`);
      }
      return value;
    },
  };
}

const turnUrl = /^turns?:(\[[\da-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;
const mostTurnUrls = 8;

/** Addresses of TURN servers (RFC 7065), separated by commas; 8 at most. */
export function turnUrls(fallback: string | undefined, about: string): Setting<readonly string[]> {
  return {
    fallback,
    about,
    parse: (value) => {
      const urls = value.split(',').map((one) => one.trim());
      const odd = urls.find((one) => !turnUrl.test(one));
      if (odd !== undefined)
        throw new SettingProblem(`must name TURN servers as turn:host:port?transport=udp, not ${JSON.stringify(odd)}`);
      if (urls.length > mostTurnUrls) throw new SettingProblem(`must name at most ${mostTurnUrls} TURN servers`);
      return urls;
    },
  };
}

function wholeNumber(min: number, max: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) {
      throw new SettingProblem(`must be a whole number from ${min} to ${max}, not ${JSON.stringify(value)}`);
    }
    return number;
  };
}
