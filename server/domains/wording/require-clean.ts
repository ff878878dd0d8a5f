/** The gate for names, titles and texts about oneself: they stay visible, so what chat would hold is refused here. */
import { contentBlocked } from './errors.ts';
import { judgeText, type WordingContext } from './judge-text.ts';

/** Refuses CONTENT_BLOCKED with the reasons where the text is anything but allowed. @param context e.g. links for a bio */
export function requireClean(text: string, context: Pick<WordingContext, 'links' | 'ownHosts'> = {}): void {
  const { verdict, reasons } = judgeText(text, { ...context, swearing: 'hold' });
  if (verdict !== 'allow') throw contentBlocked(reasons);
}
