/**
 * Judges a few lines before anybody waits: expressions are compiled when they are first used, which takes up to half a
 * second in all and would hold up everything else in the process.
 */
import { judgeText } from './judge-text.ts';

/** One plain line, one with spaced letters, one beyond Latin-1. */
const examples = ['you play so well tonight', 'h e l l o', 'привет, how are you?'];

/** Once, when a process starts. */
export function prepareWording(): void {
  for (const line of examples) judgeText(line);
}
