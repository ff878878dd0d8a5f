/** The names of WAL segments: timeline, then a number in two parts, each eight hexadecimal digits. */

const segmentName = /^[0-9A-F]{24}$/;
/** Of segments of 16 MB, which initdb makes where nothing else is asked for. */
const segmentsInLog = 256;
export const segmentBytes = 16 * 1024 * 1024;

/** The segment of an archived file; undefined where it is something else (a history, a draft). */
export function segmentOf(file: string): string | undefined {
  const name = file.replace(/\.gz$/, '');
  return file.endsWith('.gz') && segmentName.test(name) ? name : undefined;
}

/** The segment after this one on its timeline. */
export function nextSegment(name: string): string {
  const [timeline, log, segment] = [name.slice(0, 8), name.slice(8, 16), name.slice(16)];
  const next = Number.parseInt(segment, 16) + 1;
  if (next < segmentsInLog) return `${timeline}${log}${hex(next)}`;
  return `${timeline}${hex(Number.parseInt(log, 16) + 1)}${hex(0)}`;
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(8, '0');
}
