/** Links, plain and disguised ("dot com", "hxxp", spaced). Hosts of the house are none. */
import type { FoldedText } from './fold-text.ts';

// Endings that people advertise under. A word that often follows a full stop without a space ("it", "so", "love") counts
// only with a path behind it.
const endings = new Set(
  (
    'com net org info biz io co tv gg app dev xyz site online shop store club live stream fun top vip link page cc ru cn de fr ' +
    'uk eu ch at nl be pl pt br mx ar jp kr in us ca au ly gl ai cam chat adult sex porn xxx рф укр'
  ).split(' '),
);
const wordEndings = new Set(
  'me it to is so in us at be as my no am ai fun top live club page link chat fm la es se do'.split(' '),
);
const notNames = new Set('a an the this that some any connect com old'.split(' '));
const dotWord = '(?:dot|punto|punkt|point|ponto)';
const spokenEnding = '(?:com|net|org|io|tv|de|fr|es|co|gg|info|biz|xyz|me|br|pt|uk|ru|app|live)';

/** Whether a text holds a link to somewhere else. @param ownHosts hosts of the house, lower case; their subdomains count */
export function holdsLink(text: FoldedText, ownHosts: readonly string[]): boolean {
  return [text.visible, text.plain].some((form) =>
    undisguise(form)
      .split(/[\s,;"'<>|]+/)
      .some((token) => isLink(token, ownHosts)),
  );
}

function undisguise(text: string): string {
  return text
    .replace(/(?<!\S)\S(?: \S(?!\S)){4,}/gu, (run) => run.replaceAll(' ', ''))
    .replace(/[。．․]/gu, '.')
    .replace(/(?<![a-z])h(?:xx|\*\*|tt)ps? ?(?:: ?\/{0,3}|\/{1,3})(?=\S)/g, 'http://')
    .replace(new RegExp(`(?<!\\S)www[ .,]{1,3}([^ .,]{2,63})[ .,]{1,3}(?=${spokenEnding}(?![a-z]))`, 'g'), 'www.$1.')
    .replace(/ ?[[({] ?(?:dot|punto|punkt|point|ponto|\.) ?[\])}] ?/g, '.')
    .replace(new RegExp(`(\\S{2,63}) ${dotWord} (?=${spokenEnding}(?![a-z]))`, 'g'), (whole, name: string) =>
      notNames.has(name) ? whole : `${name}.`,
    )
    .replace(new RegExp(` \\. ?(?=${spokenEnding}(?![a-z]))`, 'g'), '.')
    .replace(/ (?:slash|barra) /g, '/');
}

function isLink(token: string, ownHosts: readonly string[]): boolean {
  if (/^(?:javascript|data|magnet|vbscript):\S/.test(token)) return true;
  const scheme = /([a-z]{2,10}):\/\/([^/?#]*)/.exec(token);
  if (scheme) return !isOwn((scheme[2] ?? '').split('@').at(-1) ?? '', ownHosts);
  const bare = token.replace(/^[^\p{L}\p{N}]+/u, '');
  const authority = /^[^/?#]*/.exec(bare)?.[0] ?? '';
  if (authority.includes('@')) return false;
  const host = authority.replace(/:\d+$/, '').replace(/[^\p{L}\p{N}]+$/u, '');
  return isHost(host, bare.length > authority.length) && !isOwn(host, ownHosts);
}

function isHost(host: string, hasPath: boolean): boolean {
  const labels = host.split('.');
  if (labels.length < 2 || !labels.every((label) => /^[\p{L}\p{N}_-]{1,63}$/u.test(label))) return false;
  if (labels[0] === 'www' && labels.length > 2) return true;
  const [name, ending] = [labels.at(-2) ?? '', labels.at(-1) ?? ''];
  if (wordEndings.has(ending)) return hasPath;
  return endings.has(ending) && (/\p{L}{2}/u.test(name) || hasPath);
}

function isOwn(host: string, ownHosts: readonly string[]): boolean {
  const bare = host.replace(/:\d+$/, '').replace(/\.$/, '');
  return ownHosts.some((own) => bare === own || bare.endsWith(`.${own}`));
}
