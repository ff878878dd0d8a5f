/**
 * Verifies the audit log, from the database or from an export: whether it is what was sealed, down to the words of its reasons.
 */
import { type ChainJudge, createChainJudge, type Line, type Seen } from './chain-judge.ts';
import { type About, databaseLines, openExport } from './read-lines.ts';

/**
 * @param file an export; absent: the database `url` leads to
 * @param noted a hash that must occur
 * @returns a sentence or several, and whether all is as it was sealed
 */
export async function verifyLog(
  url: () => string,
  file: string | undefined,
  noted: string | undefined,
): Promise<{ sound: boolean; said: string }> {
  const exported = file === undefined ? undefined : await openExport(file);
  const about = exported?.about;
  const judge = createChainJudge({ gaps: about?.filtered ?? false, fromStart: about === undefined, noted });
  const lines = exported?.lines ?? databaseLines(url());
  const fault = (await firstFault(judge, lines)) ?? faultOfEnd(judge.seen, about, noted) ?? faultOfWords(judge, about);
  return {
    sound: fault === undefined,
    said: fault === undefined ? sound(judge, about) : `The audit log is BROKEN. ${fault}`,
  };
}

async function firstFault(judge: ChainJudge, lines: AsyncGenerator<Line>): Promise<string | undefined> {
  for await (const line of lines) {
    const fault = judge.take(line);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** What only shows when everything was read: that the end is missing. */
function faultOfEnd({ head, notedSeen }: Seen, about: About | undefined, noted: string | undefined) {
  const last = head === undefined ? 'is empty' : `ends at position ${head.position}, ${head.hash}`;
  if (noted !== undefined && !notedSeen) {
    return `The head that was noted, ${noted}, is not in it: it was cut off or written anew. It ${last}.`;
  }
  const promised = about?.filtered === false ? about.head : undefined;
  if (promised && BigInt(head?.position ?? 0) < BigInt(promised.position)) {
    return `The export says that its last position is ${promised.position}, but it ${last}.`;
  }
  return undefined;
}

/** Where only some entries were exported, the one that says so may be missing. */
function faultOfWords({ wordless }: ChainJudge, about: About | undefined): string | undefined {
  const [first, ...others] = wordless().taken;
  if (first === undefined || about?.filtered === true) return undefined;
  const more = others.length === 0 ? '' : ` So are those of ${others.length} others.`;
  return `The reason of entry ${first} is gone, and no entry says that it was forgotten.${more}`;
}

function sound({ seen, wordless }: ChainJudge, about: About | undefined): string {
  const { sealed, unsealed, first, head } = seen;
  const from = first === undefined || first.position === '1' ? '' : `, from position ${first.position} on`;
  const some = about?.filtered === true ? ' Only some entries were exported: what was left out cannot be judged.' : '';
  const end = head === undefined ? 'Nothing is sealed yet.' : `Its head is position ${head.position}, ${head.hash}.`;
  const { forgotten } = wordless();
  const gone = forgotten === 0 ? '' : ` Reasons that were forgotten with their people: ${forgotten}.`;
  return `The audit log is sound: ${sealed} sealed entries${from}, ${unsealed} not sealed yet. ${end}${gone}${some}`;
}
