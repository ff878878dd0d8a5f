/** Files and folders are named in kebab-case for the one idea they hold, never for a heap of them. */
import { problem, type Rule } from './rule.ts';

const heaps = /^(service|manager|helper|util|type|constant|dto)s?$/;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const fileNames: Rule = {
  name: 'file-names',
  why: 'The name is the documentation; a heap has none, and grows.',
  check(file) {
    if (!file.isCode) return [];
    const parts = file.path.replace(/^\./, '').split('/');
    const names = parts.map((part, at) =>
      at === parts.length - 1 ? part.replace(/(\.test|\.config|\.d)?\.\w+$/, '') : part,
    );
    const heap = names.find((name) => heaps.test(lastWord(name)));
    const odd = names.find((name) => name.split('.').some((word) => !kebab.test(word)));
    return [
      ...(heap === undefined ? [] : [problem(file, undefined, `"${heap}" names a heap`, 'name it for its one idea')]),
      ...(odd === undefined ? [] : [problem(file, undefined, `"${odd}" is not kebab-case`, 'write it like-this')]),
    ];
  },
  examples: {
    refused: [
      { 'server/domains/tips/types.ts': '' },
      { 'server/domains/tips/tip-service.ts': '' },
      { 'server/domains/tips/tip.manager.ts': '' },
      { 'web-client/src/utils/clock.ts': '' },
      { 'web-client/src/ui/Button.tsx': '' },
    ],
    accepted: [
      { 'server/domains/tips/send-tip.ts': '', 'web-client/src/service-worker.ts': '' },
      { 'tests/http/tips.send/402.test.ts': '', '.dependency-cruiser.mjs': '', 'docs/types.md': '' },
    ],
  },
};

function lastWord(name: string): string {
  return name.split(/[-.]/).at(-1) ?? name;
}
