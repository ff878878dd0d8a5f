/** No file names a folder of somebody's machine, or the host of a package registry. */
import { problem, type Rule } from './rule.ts';

/** Put together here, so that this file keeps its own rule. */
const folders = ['work', 'root', 'home', 'Users'];
const hosts = ['registry.npmjs', 'registry.yarnpkg', 'deb.debian', 'security.debian', 'archive.ubuntu'];

const folderPattern = new RegExp(`(?<![\\w.\\-\\])}>])/(${folders.join('|')})/(?=[\\w.])`, 'g');
const hostPattern = new RegExp(`\\b(${hosts.map((host) => host.replace('.', '\\.')).join('|')})\\.(org|com)\\b`, 'g');

export const machinePaths: Rule = {
  name: 'machine-paths',
  why: 'The tree works in any folder, behind any mirror.',
  check: (file) => [
    ...[...file.text.matchAll(folderPattern)].map((match) =>
      problem(file, match.index, `path of one machine: ${match[0]}`, 'make it relative, or take it from a setting'),
    ),
    ...[...file.text.matchAll(hostPattern)].map((match) =>
      problem(file, match.index, `registry host: ${match[0]}`, "leave it to the machine's own npm and apt settings"),
    ),
  ],
  examples: {
    refused: [
      { 'README.md': `cd ${'/work'}/main` },
      { 'infra/a.ts': `const home = '${'/home'}/ada/busker';` },
      { 'package-lock.json': `"resolved": "https://${'registry.npmjs'}.org/zod"` },
    ],
    accepted: [
      { 'docs/a.md': 'https://busker.example/home/of/music and network/work/load and /homepage' },
      { 'docs/b.md': 'below {folder}/root/a' },
    ],
  },
};
