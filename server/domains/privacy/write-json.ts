/**
 * Writes what a domain hands out as JSON, piece by piece: a list of any length is never held as a whole.
 */
import type { Exported } from '#platform/database/index.ts';

/** Characters of one piece, roughly: a few milliseconds of work. */
const pieceLength = 32_768;

/** UTF-8. Numbers too large for JSON and bytes become text. Rejects where reading does. */
export async function* writeJson(exported: Exported): AsyncGenerator<Uint8Array> {
  const content = exported();
  if (!(Symbol.asyncIterator in content)) {
    yield encode(`${JSON.stringify((await content) ?? null, asText, 2)}\n`);
    return;
  }
  let piece = '[';
  let between = '\n';
  for await (const one of content) {
    piece += `${between}${JSON.stringify(one, asText)}`;
    between = ',\n';
    if (piece.length < pieceLength) continue;
    yield encode(piece);
    piece = '';
  }
  yield encode(`${piece}\n]\n`);
}

const encode = (text: string): Uint8Array => Buffer.from(text);

function asText(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}
