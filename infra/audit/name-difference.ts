/**
 * Which transfer of a seal is not what it was: what is there beside the roll that the seal keeps.
 */

/** A transfer: its id, and the first 8 bytes of its hash in hexadecimal. */
export interface Listed {
  readonly id: string;
  readonly hint: string;
}

const bytesOfOne = 24;

/** @param roll in hexadecimal @returns the first difference, undefined where there is none */
export function nameDifference(found: readonly Listed[], roll: string): string | undefined {
  const sealed = readRoll(roll);
  for (let at = 0; at < Math.max(found.length, sealed.length); at += 1) {
    const [here, there] = [found[at], sealed[at]];
    if (here?.id === there?.id && here?.hint === there?.hint) continue;
    if (here !== undefined && here.id === there?.id) return `transfer ${here.id} is not what was sealed`;
    const removed = there !== undefined && !found.some(({ id }) => id === there.id);
    if (removed) return `transfer ${there.id} is gone, or has lost its key`;
    const inserted = here !== undefined && !sealed.some(({ id }) => id === here.id);
    if (inserted) return `transfer ${here.id} was not sealed with it: it was inserted afterwards`;
    return `transfer ${(here ?? there)?.id} stands in another place`;
  }
  return undefined;
}

function readRoll(roll: string): Listed[] {
  const bytes = Buffer.from(roll, 'hex');
  return Array.from({ length: Math.ceil(bytes.length / bytesOfOne) }, (_, at) => {
    const one = bytes.toString('hex', at * bytesOfOne, (at + 1) * bytesOfOne);
    const id = one.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return { id, hint: one.slice(32) };
  });
}
