/** Runs dependency-cruiser with our rules over a set of files and says what it found in words. */
import { cruise, type IViolation } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

/** The rules of `.dependency-cruiser.mjs`, by name. */
export const architectureRules: readonly string[] = (config.forbidden ?? []).map(({ name }) => name ?? 'unnamed');

export interface Violation {
  readonly rule: string;
  /** Who imports what, and what to do instead: two lines. */
  readonly text: string;
}

/**
 * What of our rules the given files break.
 * @param baseDir the folder with the package.json
 * @param files code files, relative to it
 */
export async function violationsIn(baseDir: string, files: readonly string[]): Promise<Violation[]> {
  const { output } = await cruise([...files], {
    ...config.options,
    baseDir,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  });
  if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
  return output.summary.violations.map((violation) => ({ rule: violation.rule.name, text: describe(violation) }));
}

function describe({ rule, from, to, cycle, via }: IViolation): string {
  const way = (cycle ?? via)?.map(({ name }) => name) ?? [to];
  const comment = config.forbidden?.find(({ name }) => name === rule.name)?.comment ?? '';
  return `${rule.name}: ${from === to ? from : [from, ...way].join(' → ')}\n  ${comment}`;
}
